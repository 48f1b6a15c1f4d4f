using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.WebhookOut;

/// <summary>Posts: one CloudEvent 1.0 each (https://github.com/cloudevents/spec), signed after https://www.standardwebhooks.com.</summary>
internal static class WebhookOutActions
{
    /// <summary>What is wrong with the set-up; null when nothing is. Neither address nor secret is repeated.</summary>
    internal static string? Problem(VendorSession session) =>
        session.Http.BaseAddress is not { } address || address.Host == "localhost" && address.AbsolutePath == "/" && address.Scheme == Uri.UriSchemeHttps ? "The address is no https address, or holds a user name."
        : Secrets(session).Any(s => KeyOf(s) is null) ? "The signing secret is not whsec_ and base64." : null;

    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        foreach (var action in actions)
        {
            verdicts.Add(Problem(session) is { } problem ? new(action.Key, ActionOutcome.ConnectionBroken, problem)
                : action.Text("type").Trim().Length == 0 ? new(action.Key, ActionOutcome.Rejected, "The action names no type.")
                : await PostAsync(session, action, cancellationToken));
        }

        return verdicts;
    }

    private static async Task<ActionVerdict> PostAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        try
        {
            var body = Body(session, action);
            using var request = new HttpRequestMessage(HttpMethod.Post, session.Http.BaseAddress) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json") { CharSet = "utf-8" };
            request.Options.Set(VendorCall.Repeatable, true);
            var (id, time) = ("msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(action.Key)))[..32], session.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", time);
            if (Secrets(session).Select(s => StandardWebhooks.Sign(KeyOf(s)!, id, time, body)).ToList() is { Count: > 0 } signatures)
            {
                request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signatures));
            }

            using var response = await session.Http.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return new(action.Key, ActionOutcome.Done, $"{session.Http.BaseAddress!.Host} took it ({(int)response.StatusCode}).", null, recorded.Exchange, id);
            }

            // 410 says that the receiver is gone for good, 404 that it was never there: neither gets better by trying.
            FailureKind? kind = response.StatusCode is HttpStatusCode.Gone or HttpStatusCode.NotFound ? FailureKind.Misconfigured : null;
            return Verdicts.Of(action.Key, FailureTable.Of(response, answer, session.Time, kind), recorded.Exchange);
        }
        catch (BlockedAddressException blocked)
        {
            return new(action.Key, ActionOutcome.ConnectionBroken, blocked.Message, null, recorded.Exchange);
        }
        catch (Exception fault) when (FailureTable.Of(fault, write: false) is not null)
        {
            return Verdicts.Of(action.Key, FailureTable.Of(fault, write: false)!, recorded.Exchange);
        }
    }

    private static byte[] Body(VendorSession session, OutboundAction action) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        specversion = "1.0",
        id = action.Key,
        source = $"/clients/{session.Connection.Client}",
        type = action.Text("type").Trim(),
        time = session.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        datacontenttype = "application/json",
        data = new
        {
            client = session.Connection.Client, contact = new { email = action.Target.Email, firstName = action.Target.FirstName, lastName = action.Target.LastName }, text = action.Text("text"), url = action.Text("url"), value = action.Text("value"),
        },
    });

    private static IEnumerable<string> Secrets(VendorSession session) =>
        new[] { CredentialNames.WebhookSecret, CredentialNames.PreviousWebhookSecret }.Select(n => session.Credentials.GetValueOrDefault(n)).Where(s => !string.IsNullOrEmpty(s)).Select(s => s!);

    private static byte[]? KeyOf(string secret) => StandardWebhooks.KeyOf(secret) is { Length: >= 24 and <= 64 } key ? key : null;
}
