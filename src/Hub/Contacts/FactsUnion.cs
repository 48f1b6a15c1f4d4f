using System.Collections.Immutable;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Contacts;

/// <summary>
/// What is known of one person when two contacts become one. An event is stored once a client, so the two folds have no event in common: counts and sums add up, and where
/// both say something the later one holds, by the same order as in the fold (time, then natural key).
/// </summary>
public static class FactsUnion
{
    /// <summary>The facts of both.</summary>
    public static ContactFacts Of(ContactFacts one, ContactFacts other) => new()
    {
        Fields = Join(one.Fields, other.Fields, (a, b) => Later(a.At, a.EventKey, b.At, b.EventKey) ? b : a),
        Seen = Join(one.Seen, other.Seen, Seen),
        Tags = Join(one.Tags, other.Tags, (a, b) => Join(a, b, (x, y) => Later(x.At, x.EventKey, y.At, y.EventKey) ? y : x)),
        Consents = Join(one.Consents, other.Consents, (a, b) => Later(a.At, a.EventKey, b.At, b.EventKey) ? b : a),
        StageMoves = [.. one.StageMoves.Concat(other.StageMoves).OrderBy(m => m.At).ThenBy(m => m.EventKey, StringComparer.Ordinal)],
        Scores = Join(one.Scores, other.Scores, Scores),
        Pauses = Join(one.Pauses, other.Pauses, (a, b) => a.Until is null || (b.Until is { } end && a.Until > end) ? a : b), // the longer one protects
        StageMark = (one.StageMark, other.StageMark) is ({ } a, { } b) ? Later(a.At, a.EventKey, b.At, b.EventKey) ? b : a : one.StageMark ?? other.StageMark,
        LastAt = one.LastAt > other.LastAt || other.LastAt is null ? one.LastAt : other.LastAt,
        Erased = one.Erased || other.Erased,
    };

    /// <summary>What rules did for both, oldest first.</summary>
    public static RunLog Of(RunLog one, RunLog other) => new(
        [.. one.Firings.Concat(other.Firings).OrderBy(f => f.At)], [.. one.Touches.Concat(other.Touches).OrderBy(t => t.At)]);

    private static ImmutableSortedDictionary<string, T> Join<T>(ImmutableSortedDictionary<string, T> one, ImmutableSortedDictionary<string, T> other, Func<T, T, T> both)
    {
        var joined = one.ToBuilder();
        foreach (var (key, value) in other)
        {
            joined[key] = joined.TryGetValue(key, out var mine) ? both(mine, value) : value;
        }

        return joined.ToImmutable();
    }

    private static Occurrences Seen(Occurrences one, Occurrences other) => new(
        one.Count + other.Count,
        one.FirstAt < other.FirstAt ? one.FirstAt : other.FirstAt,
        one.LastAt > other.LastAt ? one.LastAt : other.LastAt,
        Join(one.Sums, other.Sums, (a, b) => a + b),
        [.. one.Recent.Concat(other.Recent).OrderBy(o => o.At).ThenBy(o => o.EventKey, StringComparer.Ordinal).TakeLast(Occurrences.RecentLimit)]);

    // Points are brought to the later time before they are added, as each would have faded on its own.
    private static ScoreFact Scores(ScoreFact one, ScoreFact other)
    {
        var (early, late) = one.At <= other.At ? (one, other) : (other, one);
        var faded = early.HalfLifeDays is { } days and > 0 ? early.Points * (decimal)Math.Pow(0.5, (late.At - early.At).TotalDays / days) : early.Points;
        return late with { Points = decimal.Round(late.Points + faded, 4) };
    }

    private static bool Later(DateTimeOffset thanAt, string thanKey, DateTimeOffset at, string key) => at != thanAt ? at > thanAt : string.CompareOrdinal(key, thanKey) > 0;
}
