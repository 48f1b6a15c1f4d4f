using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Vendors;

/// <summary>
/// Connections whose credentials the vendor refused. Nobody calls through them until their grant's setup changes or the hub starts anew: a refused token does not get
/// better by asking, and some vendors lock an account that keeps asking.
/// </summary>
public sealed class RefusedConnections
{
    private readonly ConcurrentDictionary<(string Client, string Connection), GrantSetup> _refused = new();

    /// <summary>Remembers a refusal for as long as this setup of the grant is in force.</summary>
    public void Add(ConnectionSetup connection) => _refused[(connection.Client, connection.Id)] = connection.Grant;

    /// <summary>True when the vendor refused the credentials that are in force now.</summary>
    public bool Contains(ConnectionSetup connection) =>
        _refused.TryGetValue((connection.Client, connection.Id), out var grant) && ReferenceEquals(grant, connection.Grant);

    /// <summary>Lets calls through again: a person says that it is mended, or a check succeeded.</summary>
    public void Forget(string client, string connection) => _refused.TryRemove((client, connection), out _);
}
