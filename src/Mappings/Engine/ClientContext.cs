using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>What the engine may know of the client besides the mapping: everything that a decision depends on is in here or in the state, never outside.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">Name shown to people; used in texts.</param>
/// <param name="TimeZone">IANA time zone; days, weeks and local times mean this one.</param>
/// <param name="Currency">ISO 4217; comparisons without a currency mean this one.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="Connections">The client's connections.</param>
/// <param name="Holidays">Local dates on which quiet days apply.</param>
/// <param name="MappingVersion">Version of the mapping that is in force; stored with every decision.</param>
public sealed record ClientContext(
    string Id, string Name, string TimeZone, string Currency, string Locale, ImmutableArray<ConnectionRef> Connections, ImmutableHashSet<DateOnly> Holidays, int MappingVersion)
{
    /// <summary>Gives the mapping of an earlier version, on which open runs may still stand; null when it can no longer run, then they go on with the one in force.</summary>
    public Func<int, CompiledMapping?> Earlier { get; init; } = static _ => null;

    /// <summary>The name that people know of the tool behind a connection; the id itself where the connection is gone.</summary>
    public string ToolName(string connection) => connection == "hub" ? "the hub" : Connections.FirstOrDefault(c => c.Id == connection)?.ToolName ?? connection;
}
