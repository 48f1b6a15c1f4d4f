namespace IntegrationHub.Connectors.Contract;

/// <summary>What a connector may know of the connection it works for.</summary>
/// <param name="Id">Connection id, unique within its client.</param>
/// <param name="Client">Client id.</param>
/// <param name="Role">Role for its client.</param>
/// <param name="Thing">Shop domain, audience id, portal id or location name.</param>
/// <param name="TimeZone">The client's IANA time zone.</param>
/// <param name="Currency">The client's currency, for amounts that name none.</param>
/// <param name="Region">Two-letter region of the client's locale, for telephone numbers written without a country.</param>
public sealed record ConnectionInfo(string Id, string Client, string Role, string Thing, string TimeZone, string Currency, string Region)
{
    /// <summary>The connection's own settings that are no secrets, as its connector reads them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;
}
