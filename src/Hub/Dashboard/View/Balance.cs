using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>P5 of one connection and UTC day of receipt: what came in and what became of it.</summary>
/// <param name="Day">UTC day as yyyymmdd.</param>
/// <param name="Received">All that came in.</param>
/// <param name="Open">Stored, not looked at yet.</param>
/// <param name="Done">Read.</param>
/// <param name="Duplicate">Seen before.</param>
/// <param name="Unmapped">Nothing in it concerns the journey.</param>
/// <param name="Quarantined">Could not be read.</param>
/// <param name="Rejected">Refused at the door, by reason.</param>
public sealed record Balance(int Day, long Received, long Open, long Done, long Duplicate, long Unmapped, long Quarantined, IReadOnlyDictionary<string, long> Rejected)
{
    /// <summary>All parts together.</summary>
    public long Parts => Open + Done + Duplicate + Unmapped + Quarantined + Rejected.Values.Sum();

    /// <summary>What is missing (above zero) or too much; zero when the sum holds.</summary>
    public long Difference => Received - Parts;

    /// <summary>What was new: received without what was seen before.</summary>
    public long Fresh => Received - Duplicate;

    /// <summary>Several days together; <see cref="Day"/> is then 0.</summary>
    public static Balance Sum(IEnumerable<Balance> days)
    {
        var all = days.ToList();
        return new Balance(
            0, all.Sum(d => d.Received), all.Sum(d => d.Open), all.Sum(d => d.Done), all.Sum(d => d.Duplicate), all.Sum(d => d.Unmapped), all.Sum(d => d.Quarantined),
            all.SelectMany(d => d.Rejected).GroupBy(r => r.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(r => r.Value), StringComparer.Ordinal));
    }

    /// <summary>The days of one connection, newest first.</summary>
    public static IReadOnlyList<Balance> Of(string connection, IEnumerable<Counter> counters, IEnumerable<EnvelopeCount> envelopes)
    {
        var counts = counters.Where(c => c.Connection == connection).ToLookup(c => c.Day);
        var stored = envelopes.Where(e => e.Connection == connection).ToLookup(e => e.Day);
        return [.. counts.Select(c => c.Key).Union(stored.Select(s => s.Key)).OrderDescending().Select(day =>
        {
            long Counted(string kind) => counts[day].Where(c => c.Kind == kind).Sum(c => c.N);
            long Stored(EnvelopeState state) => stored[day].Where(e => e.State == (int)state).Sum(e => e.N);
            var rejected = counts[day].Where(c => c.Kind.StartsWith("rejected:", StringComparison.Ordinal))
                .GroupBy(c => c.Kind["rejected:".Length..]).ToDictionary(g => g.Key, g => g.Sum(c => c.N), StringComparer.Ordinal);
            return new Balance(
                day, Counted("received"), Stored(EnvelopeState.Open), Stored(EnvelopeState.Done), Counted("duplicate"), Stored(EnvelopeState.Unmapped), Stored(EnvelopeState.Quarantined), rejected);
        })];
    }
}
