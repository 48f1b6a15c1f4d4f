using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>The compiled mapping of each client and its version, and the earlier versions that open runs still stand on. The texts are kept in the store.</summary>
public sealed class MappingsInForce(HubStore store)
{
    private readonly ConcurrentDictionary<string, (CompiledMapping Compiled, int Version)> _byClient = new(StringComparer.Ordinal);

    // Null: the version is not there, or cannot run with the client's tools of today. It is not tried again before the next start.
    private readonly ConcurrentDictionary<(string Client, int Version), CompiledMapping?> _versions = new();

    /// <summary>Told after a client's mapping in force changed, with the client's id.</summary>
    public event Action<string>? Changed;

    /// <summary>The mapping in force for a client.</summary>
    /// <exception cref="InvalidOperationException">None was put in force: the lane waits.</exception>
    public (CompiledMapping Compiled, int Version) Of(ClientSetup client) => _byClient.TryGetValue(client.Id, out var mapping)
        ? mapping
        : throw new InvalidOperationException($"No mapping of the client '{client.Id}' is in force yet.");

    /// <summary>The mapping in force of a client with its version; null while there is none.</summary>
    public (CompiledMapping Compiled, int Version)? Find(string client) => _byClient.TryGetValue(client, out var mapping) ? mapping : null;

    /// <summary>A version of the history, ready to run; null when there is none of this number, or it cannot run with the client's tools of today.</summary>
    public CompiledMapping? Find(ClientSetup client, int version) => _versions.GetOrAdd((client.Id, version), _ =>
    {
        using var reader = store.Read();
        var text = reader.Scalar<string?>("select document from mapping_version where client=@p0 and version=@p1", client.Id, version);
        return text is null ? null : text.Length == 0 ? CompiledMapping.Empty : MappingLoader.Load(text, NameOf(version), ActionCatalog.Of(client)).Mapping;
    });

    /// <summary>The client as the engine knows it, with the versions that its open runs stand on.</summary>
    public ClientContext ContextOf(ClientSetup client, int version) => client.ToContext(version) with { Earlier = earlier => Find(client, earlier) };

    /// <summary>Puts a mapping in force.</summary>
    public void Put(string client, CompiledMapping compiled, int version)
    {
        _versions[(client, version)] = compiled;
        _byClient[client] = (compiled, version);
        Changed?.Invoke(client);
    }

    /// <summary>What a version is called where its mistakes are named.</summary>
    internal static string NameOf(int version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"version {version}");
}
