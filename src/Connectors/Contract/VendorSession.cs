namespace IntegrationHub.Connectors.Contract;

/// <summary>Everything a connector needs to call its vendor for one connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Grant">Grant id.</param>
/// <param name="Http">Client with base address, timeouts, retries, limits and recording built in; the connector adds only its own auth header per request.</param>
/// <param name="Credentials">Resolved credentials by name; secrets in the clear, never to be logged.</param>
/// <param name="Settings">Non-secret settings of the grant by name.</param>
/// <param name="Time">The clock.</param>
public sealed record VendorSession(
    ConnectionInfo Connection, string Grant, HttpClient Http, IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings, TimeProvider Time)
{
    /// <summary>Never shows the credentials.</summary>
    public override string ToString() => $"session of {Connection.Client}/{Connection.Id} through {Grant}";
}
