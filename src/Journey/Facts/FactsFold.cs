using System.Collections.Immutable;

namespace IntegrationHub.Journey.Facts;

/// <summary>The fold from events to facts: pure, and independent of the order of arrival.</summary>
public static partial class FactsFold
{
    /// <summary>Folds all events of a contact; duplicates (by natural key) count once.</summary>
    public static ContactFacts All(IEnumerable<JourneyEvent> events, StageModel model) => events
        .DistinctBy(e => e.NaturalKey, StringComparer.Ordinal)
        .OrderBy(e => e.OccurredAt)
        .ThenBy(e => e.NaturalKey, StringComparer.Ordinal)
        .Aggregate(ContactFacts.Empty, (facts, e) => Apply(facts, e, model).Facts);

    /// <summary>Folds one event that was not folded before (the caller drops duplicates).</summary>
    public static FoldResult Apply(ContactFacts facts, JourneyEvent happened, StageModel model)
    {
        facts = Common(facts, happened);
        facts = Special(facts, happened);
        if (happened.Subject != EventSubject.Person)
        {
            return new(facts, false);
        }

        var score = Score(facts, happened);
        var stage = Stages(score.Facts, happened, model);
        return new(stage.Facts, score.NeedsRefold || stage.NeedsRefold);
    }

    /// <summary>True when (time, key) lies after another; the order in which everything is folded.</summary>
    internal static bool After(DateTimeOffset at, string key, DateTimeOffset otherAt, string otherKey) =>
        at > otherAt || (at == otherAt && string.CompareOrdinal(key, otherKey) > 0);

    private static ContactFacts Common(ContactFacts facts, JourneyEvent e)
    {
        var fields = facts.Fields;
        foreach (var (name, value) in e.Fields)
        {
            if (!fields.TryGetValue(name, out var old) || After(e.OccurredAt, e.NaturalKey, old.At, old.EventKey))
            {
                fields = fields.SetItem(name, new(value, e.OccurredAt, e.Tool, e.NaturalKey));
            }
        }

        return facts with
        {
            Fields = fields,
            Seen = See(facts.Seen, e.Name, e, Vocabulary.MarkOf(e)),
            LastAt = facts.LastAt is { } last && last > e.OccurredAt ? last : e.OccurredAt,
        };
    }

    private static ImmutableSortedDictionary<string, Occurrences> See(
        ImmutableSortedDictionary<string, Occurrences> seen, string name, JourneyEvent e, string? mark)
    {
        var occurrence = new Occurrence(e.OccurredAt, e.NaturalKey, e.Key, mark);
        var sums = ImmutableSortedDictionary<string, decimal>.Empty;
        if (!seen.TryGetValue(name, out var old))
        {
            return seen.SetItem(name, new(1, e.OccurredAt, e.OccurredAt, Add(sums, e.Money), [occurrence]));
        }

        var place = old.Recent.Length;
        while (place > 0 && After(old.Recent[place - 1].At, old.Recent[place - 1].EventKey, occurrence.At, occurrence.EventKey))
        {
            place--;
        }

        var recent = old.Recent.Insert(place, occurrence);
        return seen.SetItem(name, new(
            old.Count + 1,
            e.OccurredAt < old.FirstAt ? e.OccurredAt : old.FirstAt,
            e.OccurredAt > old.LastAt ? e.OccurredAt : old.LastAt,
            Add(old.Sums, e.Money),
            recent.Length > Occurrences.RecentLimit ? recent.RemoveAt(0) : recent));
    }

    private static ImmutableSortedDictionary<string, decimal> Add(ImmutableSortedDictionary<string, decimal> sums, Money? money) =>
        money is { Currency: { Length: > 0 } currency, Amount: var amount } ? sums.SetItem(currency, sums.GetValueOrDefault(currency) + amount) : sums;
}
