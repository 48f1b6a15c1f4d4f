namespace IntegrationHub.Connectors.Contract;

/// <summary>How people sign in at a vendor: OAuth 2, authorization code.</summary>
public sealed record SignInInfo
{
    /// <summary>Where the browser goes; <c>{thing}</c> stands for what is connected where that must be known first (Shopify).</summary>
    public required string AuthorizeUrl { get; init; }

    /// <summary>Where codes and refresh tokens are turned into tokens; <c>{thing}</c> as above.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>What is asked for; empty where the vendor knows no permissions (Mailchimp).</summary>
    public required IReadOnlyList<ScopeInfo> Scopes { get; init; }

    /// <summary>Between scopes in the address.</summary>
    public char ScopeSeparator { get; init; } = ' ';

    /// <summary>Name of the parameter for optional scopes; null when they stand among the others.</summary>
    public string? OptionalScopeParameter { get; init; }

    /// <summary>True when the vendor takes a code challenge (RFC 7636, S256).</summary>
    public bool Pkce { get; init; }

    /// <summary>True when the thing must be named before the sign-in.</summary>
    public bool ThingFirst { get; init; }

    /// <summary>Further parameters of the authorize address.</summary>
    public IReadOnlyDictionary<string, string> AuthorizeWith { get; init; } = new Dictionary<string, string>();

    /// <summary>Further parameters when a code is turned into tokens.</summary>
    public IReadOnlyDictionary<string, string> RedeemWith { get; init; } = new Dictionary<string, string>();

    /// <summary>True when a code is exchanged without naming the grant type and the redirect address (Shopify's own form).</summary>
    public bool CodeAlone { get; init; }

    /// <summary>True when an app of the client's own gets its tokens by client credentials, without a person (Shopify, within one organisation).</summary>
    public bool ClientCredentials { get; init; }

    /// <summary>How long sign-ins last while the operator's app is in the vendor's test mode; null where there is no such trap (Google has one).</summary>
    public TimeSpan? TestModeLife { get; init; }

    /// <summary>How the operator leaves the test mode, as half a sentence; null where there is none.</summary>
    public string? TestModeCure { get; init; }

    /// <summary>Where the vendor describes it.</summary>
    public required string Source { get; init; }
}
