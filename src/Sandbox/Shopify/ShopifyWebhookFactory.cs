using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.Shopify.GraphQl;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>Makes Shopify's webhook requests: headers, trimming by the subscription, signature (shopify.dev, "Verify webhook deliveries").</summary>
internal static class ShopifyWebhookFactory
{
    /// <summary>Five seconds for the answer; eight more tries over four hours; then an API-made subscription is deleted.</summary>
    public static readonly WebhookRules Rules = new(
        TimeSpan.FromSeconds(5), [.. new[] { 1, 2, 4, 8, 16, 32, 64, 113 }.Select(m => TimeSpan.FromMinutes(m))])
    {
        DropsSubscription = true,
    };

    /// <summary>The body this subscription gets, or null when its filter holds it back.</summary>
    public static byte[]? Body(WebhookSubscription subscription, JObject body)
    {
        if (subscription.Settings.TryGetValue("filter", out var filter) && !SearchQuery.Fits(filter, name => Values(body, name), unknownFits: false))
        {
            return null;
        }

        if (subscription.Settings.TryGetValue("includeFields", out var include))
        {
            var kept = include.Split(',').Select(f => f.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
            body = new JObject(body.Properties().Where(p => kept.Contains(p.Name)));
        }

        return Encoding.UTF8.GetBytes(body.ToString(Formatting.None));
    }

    /// <summary>One attempt. The webhook id belongs to the delivery and stays the same on each try.</summary>
    public static WebhookRequest Request(
        WebhookAttempt attempt, string domain, string topic, string version, byte[] body, string webhookId, string eventId, DateTimeOffset triggeredAt, string? name)
    {
        var headers = new Dictionary<string, string>
        {
            ["X-Shopify-Topic"] = topic,
            ["X-Shopify-Hmac-Sha256"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(attempt.Secret), body)),
            ["X-Shopify-Shop-Domain"] = domain,
            ["X-Shopify-API-Version"] = version,
            ["X-Shopify-Webhook-Id"] = webhookId,
            ["X-Shopify-Event-Id"] = eventId,
            ["X-Shopify-Triggered-At"] = triggeredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture),
        };
        if (name is not null)
        {
            headers["X-Shopify-Name"] = name;
        }

        return new WebhookRequest(body, "application/json", headers);
    }

    private static List<object?>? Values(JObject body, string path)
    {
        var found = body.SelectTokens(path.Contains('.', StringComparison.Ordinal) ? "$.." + path : path).ToList();
        return found.Count == 0 ? null : [.. found.Select(t => (object?)(t.Type is JTokenType.Integer or JTokenType.Float ? t.Value<decimal>() : (string?)(t as JValue)))];
    }
}
