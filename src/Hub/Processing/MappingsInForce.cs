using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>The compiled mapping of each client and its version.</summary>
public sealed class MappingsInForce
{
    private readonly ConcurrentDictionary<string, (CompiledMapping Compiled, int Version)> _byClient = new(StringComparer.Ordinal);

    /// <summary>The mapping in force for a client.</summary>
    public (CompiledMapping Compiled, int Version) Of(ClientSetup client) => _byClient[client.Id];

    /// <summary>Puts a mapping in force.</summary>
    public void Put(string client, CompiledMapping compiled, int version) => _byClient[client] = (compiled, version);
}
