using System.Collections.Immutable;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Cases;

/// <summary>The client of a case. Without a word it is a German one with a shop, a mail tool and reviews, and without a CRM.</summary>
public sealed record CaseClient
{
    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Local dates (<c>yyyy-MM-dd</c>) on which quiet days apply.</summary>
    public ImmutableArray<string> Holidays { get; init; } = [];

    /// <summary>Its connections: <c>id</c>, <c>tool</c>, <c>toolName</c>, <c>role</c>, <c>primary</c>.</summary>
    public ImmutableArray<ConnectionRef> Connections { get; init; } =
    [
        new("shop", "shopify", "Shopify", "shop", true), new("mail", "mailchimp", "Mailchimp", "mail", true), new("reviews", "google", "Google", "reviews", true),
    ];
}
