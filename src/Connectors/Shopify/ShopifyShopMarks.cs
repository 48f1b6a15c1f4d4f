using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Reads from a signed body whose shop it speaks of, and whether it has the marks that its (unsigned) topic promises. A body signed for one topic must not work under another.
/// See https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance.
/// </summary>
internal static partial class ShopifyShopMarks
{
    /// <summary>The permanent shop host.</summary>
    internal const string DomainPattern = @"^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$";

    /// <summary>Topics that arrive at the app's own address.</summary>
    internal static bool IsAppTopic(string topic) => topic is "customers/data_request" or "customers/redact" or "shop/redact" or "app/uninstalled";

    /// <summary>Shop domain for routing, or why the delivery cannot be routed.</summary>
    internal static (string? Route, string? Quarantine) Read(string topic, ReadOnlyMemory<byte> body)
    {
        if (!IsAppTopic(topic))
        {
            return (null, $"The topic {topic} is not taken at the app's address: subscribe it at the connection's own address.");
        }

        try
        {
            using var document = JsonDocument.Parse(body, JsonReading.Strict);
            var missing = Missing(topic, document.RootElement);
            if (missing is not null)
            {
                return (null, missing);
            }

            var shop = Shop(document.RootElement);
            return shop is null ? (null, "The signed body names no shop.") : (shop, null);
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return (null, "The body is no readable JSON: " + fault.Message);
        }
    }

    /// <summary>The shop named in the body, lower case; null when it names none.</summary>
    internal static string? Shop(JsonElement root)
    {
        var shop = root.Text("shop_domain", "myshopify_domain")?.ToLowerInvariant();
        return shop is not null && Domain().IsMatch(shop) ? shop : null;
    }

    /// <summary>Which of the topic's own marks the body lacks; null when it has them all.</summary>
    internal static string? Missing(string topic, JsonElement root)
    {
        var hasCustomer = root.Get("customer").ValueKind is JsonValueKind.Object;
        var ok = topic switch
        {
            "customers/data_request" => root.Text("shop_domain") is not null && hasCustomer && root.Get("data_request").ValueKind is JsonValueKind.Object,
            "customers/redact" => root.Text("shop_domain") is not null && hasCustomer && root.Get("orders_to_redact").ValueKind is JsonValueKind.Array,
            "shop/redact" => root.Text("shop_domain") is not null && !hasCustomer && root.Digits("shop_id") is not null,
            "app/uninstalled" => root.Digits("id") is not null && root.TryGetProperty("myshopify_domain", out _) && root.TryGetProperty("plan_name", out _) | root.TryGetProperty("domain", out _),
            _ => true,
        };
        return ok ? null : $"The signed body lacks the marks of the topic {topic}; topics are not signed, so it is not acted on.";
    }

    [GeneratedRegex(DomainPattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
