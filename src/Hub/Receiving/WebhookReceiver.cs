using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Receiving;

/// <summary>
/// Receives a webhook for one connection. Nothing is parsed before it is verified, nothing is answered before it is on disk (P1). The status is a command to the vendor:
/// 401 only for what the sender did wrong, 503 for whatever is our own trouble, so that nothing is dropped for good.
/// </summary>
public sealed class WebhookReceiver(
    CurrentSetup setup, WebhookKeys keys, DeliveryIntake intake, Rejections rejections, TimeProvider time)
{
    /// <summary>Takes a delivery and gives the answer for the vendor.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext http, string client, string connectionId, string? addressSecret)
    {
        if (Find(client, connectionId, addressSecret) is not { } connection)
        {
            return Results.NotFound();
        }

        var connector = connection.Grant.Connector;
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            rejections.Add(client, connectionId, "encoding");
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await WebhookBody.ReadAsync(http.Request, http.RequestAborted);
        if (body is null)
        {
            rejections.Add(client, connectionId, "too-large");
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var request = new WebhookRequest(http.Request.Method, PublicAddress.Of(setup.Value, http.Request), name => HeaderOf(http.Request, name), body);
        var verified = connector.Verify(request, keys.SecretsOf(connection), time.GetUtcNow());
        if (!verified.IsValid)
        {
            return await RefuseAsync(http, connection, verified.Reason);
        }

        var parts = connector.Split(request).Parts;
        if (parts.Any(p => p.Route is not null && !string.Equals(p.Route, connection.Thing, StringComparison.OrdinalIgnoreCase)))
        {
            return await RefuseAsync(http, connection, VerificationReason.WrongRecipient);
        }

        return await intake.StoreAsync(http, [new Delivery(client, connectionId, body, parts)], connector.Info.AcceptedStatus);
    }

    /// <summary>The vendor's check of the address at registration: 200 for a right secret, else as unknown.</summary>
    public IResult AnswerCheck(string client, string connection, string secret) =>
        Find(client, connection, secret) is null ? Results.NotFound() : Results.Ok();

    internal static string? HeaderOf(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

    private ConnectionSetup? Find(string client, string connectionId, string? addressSecret)
    {
        var connection = setup.Value.Connection(client, connectionId);
        if (connection is null)
        {
            return null;
        }

        // An address that nothing vouches for, neither a secret in it nor a signature, is no address: anybody could write to it.
        if (connection.Grant.Connector.Info.SecretInAddress && connection.AddressSecret is null && keys.SecretsOf(connection).Live.Count == 0)
        {
            return null;
        }

        return connection.AddressSecret is { } expected
            ? addressSecret is not null && SameSecret(expected, addressSecret) ? connection : null
            : addressSecret is null ? connection : null;
    }

    // Hashing first makes both sides equally long, so that neither length nor content shows in the time taken.
    private static bool SameSecret(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    private async Task<IResult> RefuseAsync(HttpContext http, ConnectionSetup connection, VerificationReason reason)
    {
        rejections.Add(connection.Client, connection.Id, RejectionNames.Of(reason));
        return reason switch
        {
            VerificationReason.StaleTime => await intake.RefuseStaleAsync(http, [connection]),
            VerificationReason.NoSecret => DeliveryIntake.Unavailable("30"),
            _ => Results.Unauthorized(),
        };
    }
}
