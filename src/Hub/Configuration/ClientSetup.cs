using System.Collections.Immutable;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Configuration;

/// <summary>One business whose tools are connected.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="Holidays">Local dates of rest.</param>
/// <param name="MappingPath">Mapping file, absolute; null when the client has none.</param>
/// <param name="PublishesFiles">True when a changed mapping file is published by itself, false when it becomes a draft.</param>
/// <param name="Sample">True for sample data: every page says so.</param>
/// <param name="Connections">Its connections.</param>
public sealed record ClientSetup(
    string Id, string Name, string TimeZone, string Currency, string Locale, ImmutableHashSet<DateOnly> Holidays, string? MappingPath, bool PublishesFiles, bool Sample,
    ImmutableArray<ConnectionSetup> Connections)
{
    /// <summary>The client as the engine knows it.</summary>
    public ClientContext ToContext(int mappingVersion) => new(
        Id, Name, TimeZone, Currency, Locale,
        [.. Connections.Select(c => new ConnectionRef(c.Id, c.Grant.Connector.Info.Id, c.Grant.Connector.Info.Name, c.Role, c.Primary))], Holidays, mappingVersion);
}
