using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>What Shopify is called, can do and needs.</summary>
internal static class ShopifySettings
{
    /// <summary>The pinned API version; a grant's setting <c>apiVersion</c> may name another (https://shopify.dev/docs/api/usage/versioning).</summary>
    internal const string DefaultVersion = "2026-10";

    /// <summary>Name of the setting that replaces <see cref="DefaultVersion"/>.</summary>
    internal const string VersionSetting = "apiVersion";

    /// <summary>Most mutations that one call carries: 25 of 10 points each stay well under the 1000 points of a single query.</summary>
    internal const int ChangesPerCall = 25;

    /// <summary>Calls under way at the same time in one shop.</summary>
    internal const int CallsAtOnce = 4;

    /// <summary>Longest tag.</summary>
    internal const int TagLength = 255;

    /// <summary>Longest note of a customer that is written. The shop names no limit; more would not be read by anybody.</summary>
    internal const int NoteLength = 5000;

    /// <summary>Namespace of the hub's own fields: reserved to the app (https://shopify.dev/docs/apps/build/custom-data/ownership).</summary>
    internal const string FieldNamespace = "$app:hub";

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
            new("tag.add", "put the tag {tag}", Repeatable: true, ChangesPerCall, [new("tag", Required: true, TagLength)], Record: RecordNeed.Required),
            new("tag.remove", "take the tag {tag}", Repeatable: true, ChangesPerCall, [new("tag", Required: true, TagLength)], Record: RecordNeed.Required),
            new("order.tag.add", "put the tag {tag} on the order {order}", Repeatable: true, ChangesPerCall, [new("tag", Required: true, TagLength), new("order", Required: true)]),
            new("order.tag.remove", "take the tag {tag} off the order {order}", Repeatable: true, ChangesPerCall, [new("tag", Required: true, TagLength), new("order", Required: true)]),
            new("metafield.set", "set the hub's field {key}", Repeatable: true, ChangesPerCall, [new("key", Required: true, 64), new("value", Required: true, 60_000)],
                Record: RecordNeed.Required),
            new("note.set", "keep the hub's line in the customer note", Repeatable: true, ChangesPerCall, [new("text", Required: true, 1000, MayBeEmpty: true)], Record: RecordNeed.Required),
            new("consent.set", "record whether they want mail", Repeatable: true, ChangesPerCall, [new("state", Required: true), new("proof", Required: false, 1000), new("at", Required: false)],
                Record: RecordNeed.Required),
            new("code.create", "make a discount code for this customer alone", Repeatable: false, 1,
                [new("code", Required: false, 64), new("percent", Required: false), new("amount", Required: false), new("days", Required: false), new("title", Required: false, 150)], Record: RecordNeed.Required),
        ],
        // The vendor counts cost points, told with every answer; calls a second keep well under the smallest plan's 100 points a second.
        Buckets = [new("calls", BucketOwner.Connection, 10, TimeSpan.FromSeconds(1), CallsAtOnce, "https://shopify.dev/docs/api/usage/limits")],
        RestAfter = ShopifyCost.RestAfter,
        SignIn = ShopifySignIn.Info,
        Readiness = ShopifySignIn.Readiness,
        AppLevelWebhooks = true,
    };
}
