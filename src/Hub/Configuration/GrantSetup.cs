using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Configuration;

/// <summary>One login at a vendor, with its secrets resolved.</summary>
/// <param name="Id">Grant id.</param>
/// <param name="Connector">The connector it belongs to.</param>
/// <param name="BaseUrl">Where the vendor is called.</param>
/// <param name="Credentials">Secrets in the clear by name; never to be logged or shown.</param>
/// <param name="Settings">Non-secret settings by name.</param>
public sealed record GrantSetup(
    string Id, IConnector Connector, Uri BaseUrl, IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>True when somebody signed in or pasted a key, and it lives in the store; false when it stands in the file.</summary>
    public bool IsStored { get; init; }

    /// <summary>Never shows the credentials.</summary>
    public override string ToString() => $"grant {Id} ({Connector.Info.Id})";
}
