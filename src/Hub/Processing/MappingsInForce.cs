using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>The compiled mapping of each client and its version, and the earlier versions that open runs still stand on.</summary>
public sealed class MappingsInForce
{
    private readonly ConcurrentDictionary<string, (CompiledMapping Compiled, int Version)> _byClient = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Client, int Version), CompiledMapping> _earlier = new();

    /// <summary>The mapping in force for a client.</summary>
    /// <exception cref="InvalidOperationException">None was put in force: the lane waits.</exception>
    public (CompiledMapping Compiled, int Version) Of(ClientSetup client) => _byClient.TryGetValue(client.Id, out var mapping)
        ? mapping
        : throw new InvalidOperationException($"No mapping of the client '{client.Id}' is in force yet.");

    /// <summary>The version a run began with; the one in force when that version is not at hand.</summary>
    public (CompiledMapping Compiled, int Version) Of(ClientSetup client, int version) =>
        _earlier.TryGetValue((client.Id, version), out var compiled) ? (compiled, version) : Of(client);

    /// <summary>The mapping in force of a client with its version; null while there is none.</summary>
    public (CompiledMapping Compiled, int Version)? Find(string client) => _byClient.TryGetValue(client, out var mapping) ? mapping : null;

    /// <summary>A version that is in force or that open runs stand on; null when it is not at hand.</summary>
    public CompiledMapping? Find(string client, int version) => _earlier.GetValueOrDefault((client, version));

    /// <summary>Puts a mapping in force.</summary>
    public void Put(string client, CompiledMapping compiled, int version)
    {
        _byClient[client] = (compiled, version);
        _earlier[(client, version)] = compiled;
    }

    /// <summary>Keeps an earlier version at hand for the runs that stand on it.</summary>
    public void Keep(string client, CompiledMapping compiled, int version) => _earlier[(client, version)] = compiled;
}
