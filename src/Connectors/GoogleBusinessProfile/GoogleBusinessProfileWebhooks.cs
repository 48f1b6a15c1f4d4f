using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Pub/Sub push with its OpenID Connect token (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions). Pure, never throws.</summary>
public static class GoogleBusinessProfileWebhooks
{
    /// <summary>Checks the token.</summary>
    public static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => GoogleToken.Verify(request, secrets, now);

    /// <summary>One part over the whole body: the message's id is the key, the location in its data the route.</summary>
    public static SplitDelivery Split(WebhookRequest request)
    {
        var body = request.Body;
        try
        {
            using var document = JsonDocument.Parse(body);
            var message = document.RootElement.Get("message");
            var id = message.Text("messageId", "message_id");
            if (id is null)
            {
                return Quarantined(body, "the message has no id");
            }

            var notice = GoogleNotice.Read(message.Text("data"));
            return new([new(
                0, body.Length, notice?.Type ?? "message", id, null, message.Instant("publishTime", "publish_time"), notice?.Location,
                notice is null ? "the message's data is no notification" : null)]);
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Quarantined(body, "not readable as JSON: " + fault.Message);
        }
    }

    private static SplitDelivery Quarantined(ReadOnlyMemory<byte> body, string reason) =>
        new([new(0, body.Length, "unreadable", "q:" + Convert.ToHexStringLower(SHA256.HashData(body.Span)), null, null, null, reason)]);
}
