using System.Collections.Immutable;

namespace IntegrationHub.Journey.Facts;

/// <summary>How often an event was seen for a contact.</summary>
/// <param name="Count">Unique events, ever.</param>
/// <param name="FirstAt">Time of the earliest.</param>
/// <param name="LastAt">Time of the latest.</param>
/// <param name="Sums">Money by currency, summed over unique events.</param>
/// <param name="Recent">The latest ones by (time, natural key), at most <see cref="RecentLimit"/>, oldest first; windows and counts look here.</param>
public sealed record Occurrences(
    long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, ImmutableSortedDictionary<string, decimal> Sums, ImmutableArray<Occurrence> Recent)
{
    /// <summary>How many single occurrences are kept; a condition may not count beyond it.</summary>
    public const int RecentLimit = 64;
}
