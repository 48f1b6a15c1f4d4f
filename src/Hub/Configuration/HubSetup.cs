using System.Collections.Frozen;

namespace IntegrationHub.Hub.Configuration;

/// <summary>The validated configuration with secrets resolved: what the hub runs on. Immutable; a reload makes a new one.</summary>
public sealed class HubSetup
{
    private readonly FrozenDictionary<string, ConnectionSetup> _byPath;

    /// <summary>Builds the look-ups.</summary>
    public HubSetup(Uri? publicUrl, IEnumerable<GrantSetup> grants, IEnumerable<ClientSetup> clients, IEnumerable<AppSetup>? apps = null, SecretKeySetup? keys = null)
    {
        PublicUrl = publicUrl;
        Keys = keys ?? SecretKeySetup.InFolder;
        Apps = (apps ?? []).ToFrozenDictionary(a => a.Connector.Info.Id, StringComparer.Ordinal);
        Grants = grants.ToFrozenDictionary(g => g.Id, StringComparer.Ordinal);
        Clients = clients.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        _byPath = Clients.Values.SelectMany(c => c.Connections).ToFrozenDictionary(c => c.Client + "/" + c.Id, StringComparer.Ordinal);
    }

    /// <summary>The address under which vendors reach the hub; null when there is none: then everything is polled.</summary>
    public Uri? PublicUrl { get; }

    /// <summary>An address of the hub as others call it.</summary>
    /// <param name="path">Path from the root, with its first slash.</param>
    /// <param name="here">Where the hub was reached, for when it has no public address.</param>
    public string AddressOf(string path, string here) => (PublicUrl?.GetLeftPart(UriPartial.Path) ?? here).TrimEnd('/') + path;

    /// <summary>The connection to a thing of a vendor, whichever client's it is; null when nobody connected it.</summary>
    public ConnectionSetup? Connected(string connector, string thing) =>
        Connections.FirstOrDefault(c => c.Grant.Connector.Info.Id == connector && string.Equals(c.Thing, thing, StringComparison.OrdinalIgnoreCase));

    /// <summary>The keys of stored secrets.</summary>
    public SecretKeySetup Keys { get; }

    /// <summary>The operator's apps by connector id.</summary>
    public FrozenDictionary<string, AppSetup> Apps { get; }

    /// <summary>Grants by id.</summary>
    public FrozenDictionary<string, GrantSetup> Grants { get; }

    /// <summary>Clients by id.</summary>
    public FrozenDictionary<string, ClientSetup> Clients { get; }

    /// <summary>All connections.</summary>
    public IEnumerable<ConnectionSetup> Connections => _byPath.Values;

    /// <summary>A connection by client and id, or null.</summary>
    public ConnectionSetup? Connection(string client, string connection) => _byPath.GetValueOrDefault(client + "/" + connection);

    /// <summary>The same with other grants and clients.</summary>
    public HubSetup With(IEnumerable<GrantSetup> grants, IEnumerable<ClientSetup> clients) => new(PublicUrl, grants, clients, Apps.Values, Keys);
}
