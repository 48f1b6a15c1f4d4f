namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The webhook topics the simulator sends: the enum's spelling and the header's (shopify.dev, "WebhookSubscriptionTopic").</summary>
public static class ShopifyTopics
{
    private static readonly string[] _plain =
    [
        "app/uninstalled", "carts/create", "carts/update", "checkouts/create", "checkouts/update", "checkouts/delete",
        "customers/create", "customers/update", "customers/delete", "customers/enable", "customers/disable", "customers/merge",
        "customers/purchasing_summary", "orders/create", "orders/paid", "orders/updated", "orders/cancelled", "orders/fulfilled",
        "orders/partially_fulfilled", "orders/delete", "refunds/create", "fulfillments/create", "fulfillments/update", "fulfillment_events/create",
    ];

    /// <summary>The enum's spelling to the header's.</summary>
    public static IReadOnlyDictionary<string, string> ByEnum { get; } = _plain
        .ToDictionary(t => t.Replace('/', '_').ToUpperInvariant(), t => t)
        .Concat(new Dictionary<string, string>
        {
            ["CUSTOMER_TAGS_ADDED"] = "customer.tags_added",
            ["CUSTOMER_TAGS_REMOVED"] = "customer.tags_removed",
            ["CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE"] = "customers_email_marketing_consent/update",
            ["CUSTOMERS_MARKETING_CONSENT_UPDATE"] = "customers_marketing_consent/update",
        }).ToDictionary(StringComparer.Ordinal);

    /// <summary>The compliance topics, which exist only in an app's settings.</summary>
    public static IReadOnlyList<string> Compliance { get; } = ["customers/data_request", "customers/redact", "shop/redact"];

    /// <summary>The header's spelling to the enum's.</summary>
    public static string EnumOf(string topic) => ByEnum.First(t => t.Value == topic).Key;
}
