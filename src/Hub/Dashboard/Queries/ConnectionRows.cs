using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What the page of connections is made from.</summary>
/// <param name="States">How each connection is.</param>
/// <param name="Cursors">Where each stream is read to.</param>
/// <param name="Counters">Counts of the days asked for.</param>
/// <param name="Envelopes">Stored envelopes of those days by state.</param>
/// <param name="Waiting">Actions that wait for a connection which needs a person, by connection.</param>
public sealed record ConnectionRows(
    IReadOnlyList<ConnectionState> States, IReadOnlyList<Cursor> Cursors, IReadOnlyList<Counter> Counters, IReadOnlyList<EnvelopeCount> Envelopes,
    IReadOnlyDictionary<string, long> Waiting);
