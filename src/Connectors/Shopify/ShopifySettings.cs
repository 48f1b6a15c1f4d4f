using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>What Shopify is called, can do and needs.</summary>
internal static class ShopifySettings
{
    /// <summary>The pinned API version; a grant's setting <c>apiVersion</c> may name another (https://shopify.dev/docs/api/usage/versioning).</summary>
    internal const string DefaultVersion = "2026-10";

    /// <summary>Name of the setting that replaces <see cref="DefaultVersion"/>.</summary>
    internal const string VersionSetting = "apiVersion";

    /// <summary>Most tags that one call carries: 25 mutations of 10 points each stay under the 1000 points of a single query.</summary>
    internal const int TagsPerCall = 25;

    /// <summary>Calls under way at the same time in one shop.</summary>
    internal const int CallsAtOnce = 4;

    /// <summary>Longest tag.</summary>
    internal const int TagLength = 255;

    internal static ConnectorInfo Info { get; } = new()
    {
        Id = ShopifyConnector.ConnectorId,
        Name = "Shopify",
        Role = "shop",
        ThingName = "shop",
        ThingPattern = ShopifyShopMarks.DomainPattern,
        ThingHint = "your-shop.myshopify.com (the permanent address, not the shop's own domain)",
        DefaultBaseUrl = "https://myshopify.com",
        BaseUrlOf = (connection, _) => new Uri("https://" + connection.Thing),
        Credentials =
        [
            new(CredentialNames.AccessToken, "Admin API access token of the app (starts with shpat_).", Required: true),
            new(CredentialNames.WebhookSecret, "Client secret of the app; it signs the webhooks. Without it the shop is only polled.", Required: false),
            new(CredentialNames.PreviousWebhookSecret, "The client secret before the last rotation; Shopify may sign with it for up to an hour more.", Required: false),
            new(VersionSetting, "Admin API version, " + DefaultVersion + " when not given.", Required: false, Secret: false),
        ],
        Streams =
        [
            new("customers", "Customers with consent and tags, by their change time.", TimeSpan.FromMinutes(10), "contact.created"),
            new("orders", "Orders with payment, fulfilment and refunds, by their change time.", TimeSpan.FromMinutes(10), "order.placed"),
        ],
        Actions =
        [
            new("tag.add", "put the tag {tag}", Repeatable: true, TagsPerCall, [new("tag", Required: true, TagLength)], Record: RecordNeed.Required),
            new("tag.remove", "take the tag {tag}", Repeatable: true, TagsPerCall, [new("tag", Required: true, TagLength)], Record: RecordNeed.Required),
        ],
        // The vendor counts cost points, told with every answer; calls a second keep well under the smallest plan's 100 points a second.
        Buckets = [new("calls", BucketOwner.Connection, 10, TimeSpan.FromSeconds(1), CallsAtOnce, "https://shopify.dev/docs/api/usage/limits")],
        RestAfter = ShopifyCost.RestAfter,
        SignIn = ShopifySignIn.Info,
        Readiness = ShopifySignIn.Readiness,
        AppLevelWebhooks = true,
    };
}
