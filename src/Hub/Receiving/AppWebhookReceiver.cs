using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Receiving;

/// <summary>
/// Receives a webhook at an app's one address. Who it is for is told by what is signed or verified, never by a header that is not. Each connection's items are stored in a body
/// of their own, so that no body is shared between clients.
/// </summary>
public sealed class AppWebhookReceiver(CurrentSetup setup, WebhookKeys keys, DeliveryIntake intake, Rejections rejections, TimeProvider time)
{
    /// <summary>Takes a delivery and gives the answer for the vendor.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext http, IConnector connector)
    {
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await WebhookBody.ReadAsync(http.Request, http.RequestAborted);
        if (body is null)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var request = new WebhookRequest(http.Request.Method, PublicAddress.Of(setup.Value, http.Request), name => WebhookReceiver.HeaderOf(http.Request, name), body);
        var (grants, stale, reason) = await VerifyAsync(connector, request, http.RequestAborted);
        if (grants.Count == 0)
        {
            rejections.Add("", "app:" + connector.Info.Id, RejectionNames.Of(reason));
            if (reason is VerificationReason.StaleTime)
            {
                return await intake.RefuseStaleAsync(http, connector.Split(request).Parts.Select(p => Find(stale, p.Route)).OfType<ConnectionSetup>().Distinct());
            }

            return reason is VerificationReason.NoSecret or VerificationReason.UnknownKey ? DeliveryIntake.Unavailable("30") : Results.Unauthorized();
        }

        return await intake.StoreAsync(http, Route(grants, body, connector.Split(request).Parts), connector.Info.AcceptedStatus);
    }

    // All grants whose secret or account fits: several clients' grants may belong to the same app.
    private async Task<(IReadOnlyList<GrantSetup> Grants, IReadOnlyList<GrantSetup> Stale, VerificationReason Reason)> VerifyAsync(
        IConnector connector, WebhookRequest request, CancellationToken cancellationToken)
    {
        var reason = VerificationReason.NoSecret;
        var (fitting, stale) = (new List<GrantSetup>(), new List<GrantSetup>());
        foreach (var grant in keys.AppGrants(connector.Info.Id))
        {
            var result = connector.Verify(request, keys.SecretsOf(grant), time.GetUtcNow());
            if (result.Reason == VerificationReason.UnknownKey && await keys.RefreshAsync(grant, cancellationToken))
            {
                result = connector.Verify(request, keys.SecretsOf(grant), time.GetUtcNow());
                result = result.Reason == VerificationReason.UnknownKey ? new WebhookVerification(VerificationReason.WrongSignature) : result;
            }

            if (result.IsValid)
            {
                fitting.Add(grant);
            }
            else if (result.Reason is VerificationReason.StaleTime)
            {
                stale.Add(grant);
                reason = VerificationReason.StaleTime;
            }
            else if (reason is VerificationReason.NoSecret)
            {
                reason = result.Reason;
            }
        }

        return (fitting, stale, reason);
    }

    private List<Delivery> Route(IReadOnlyList<GrantSetup> grants, byte[] body, IReadOnlyList<EnvelopePart> parts)
    {
        var deliveries = new List<Delivery>();
        foreach (var group in parts.GroupBy(p => p.Route, StringComparer.OrdinalIgnoreCase))
        {
            if (Find(grants, group.Key) is not { } connection)
            {
                // Rightly signed, but for an account that nobody connected: nothing of it may be kept, and the vendor need not repeat it.
                rejections.Add("", "app:" + grants[0].Connector.Info.Id, "unknown-account", group.Count());
                continue;
            }

            deliveries.Add(parts.All(p => string.Equals(p.Route, group.Key, StringComparison.OrdinalIgnoreCase))
                ? new Delivery(connection.Client, connection.Id, body, [.. group])
                : OwnBody(connection, body, [.. group]));
        }

        return deliveries;
    }

    private ConnectionSetup? Find(IReadOnlyList<GrantSetup> grants, string? thing) =>
        setup.Value.Connections.FirstOrDefault(c => grants.Any(g => g.Id == c.Grant.Id) && string.Equals(c.Thing, thing, StringComparison.OrdinalIgnoreCase));

    private static Delivery OwnBody(ConnectionSetup connection, byte[] body, IReadOnlyList<EnvelopePart> parts)
    {
        var bytes = new List<byte>();
        var moved = new List<EnvelopePart>(parts.Count);
        foreach (var part in parts)
        {
            bytes.Add(moved.Count == 0 ? (byte)'[' : (byte)',');
            moved.Add(part with { Offset = bytes.Count });
            bytes.AddRange(body.AsSpan(part.Offset, part.Length));
        }

        bytes.Add((byte)']');
        return new Delivery(connection.Client, connection.Id, bytes.ToArray(), moved);
    }
}
