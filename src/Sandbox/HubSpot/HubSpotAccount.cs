namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The simulated account and the app installed in it. Every value is made up.</summary>
public sealed record HubSpotAccount
{
    /// <summary>Portal id: routes webhooks to the tenant.</summary>
    public long PortalId { get; init; } = 143553137;

    /// <summary>The hub's own app: <c>sourceId</c> of its writes.</summary>
    public long AppId { get; init; } = 2633736;

    /// <summary>OAuth client id of the app.</summary>
    public string ClientId { get; init; } = "sample-hubspot-client-id";

    /// <summary>OAuth client secret; also the key of webhook signatures.</summary>
    public string ClientSecret { get; init; } = "sample-hubspot-client-secret";

    /// <summary>The static token of a private app with the same id; never expires.</summary>
    public string StaticToken { get; init; } = "pat-eu1-sample-token";

    /// <summary>The refresh token given at installation.</summary>
    public string RefreshToken { get; init; } = "eu1-sample-refresh-token";

    /// <summary>IANA zone of the account; daily limits reset at its midnight.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    /// <summary>ISO currency of amounts.</summary>
    public string Currency { get; init; } = "EUR";
}
