namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A customer of the shop. Changed only under the shop's lock; what callers get is a snapshot.</summary>
public sealed record ShopifyCustomer
{
    /// <summary>The numeric id.</summary>
    public long Id { get; init; }

    /// <summary>The global id.</summary>
    public string Gid => $"gid://shopify/Customer/{Id}";

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>E-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Phone.</summary>
    public string? Phone { get; init; }

    /// <summary>The team's note.</summary>
    public string? Note { get; init; }

    /// <summary>Language and region.</summary>
    public string Locale { get; init; } = "de-DE";

    /// <summary>Whether the e-mail address is verified.</summary>
    public bool VerifiedEmail { get; init; } = true;

    /// <summary>City of the default address.</summary>
    public string? City { get; init; }

    /// <summary>Postal code of the default address.</summary>
    public string? Zip { get; init; }

    /// <summary>Tags in the order in which they were set.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>E-mail consent: NOT_SUBSCRIBED, PENDING, SUBSCRIBED, UNSUBSCRIBED, REDACTED.</summary>
    public string EmailConsent { get; init; } = "NOT_SUBSCRIBED";

    /// <summary>SINGLE_OPT_IN, CONFIRMED_OPT_IN or UNKNOWN.</summary>
    public string? EmailOptIn { get; init; }

    /// <summary>When the consent last changed.</summary>
    public DateTimeOffset? EmailConsentAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>First and last name, or the e-mail.</summary>
    public string DisplayName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email ?? Phone ?? "";
}
