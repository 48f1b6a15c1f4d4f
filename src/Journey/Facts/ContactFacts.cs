using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IntegrationHub.Journey.Facts;

/// <summary>
/// What the fold says about one contact. Immutable; equal histories give equal facts whatever the order of arrival (<see cref="FactsFold"/>).
/// Serialised with <see cref="JourneyJson"/> into the contact's row.
/// </summary>
public sealed record ContactFacts
{
    /// <summary>Nothing known yet.</summary>
    public static ContactFacts Empty { get; } = new();

    /// <summary>Fields by name, last writer by the vendor's time.</summary>
    public ImmutableSortedDictionary<string, FieldFact> Fields { get; init; } = ImmutableSortedDictionary<string, FieldFact>.Empty;

    /// <summary>How often and when each event was seen, by event name (and by action as <c>action:mail.tag.add[review-request]</c>).</summary>
    public ImmutableSortedDictionary<string, Occurrences> Seen { get; init; } = ImmutableSortedDictionary<string, Occurrences>.Empty;

    /// <summary>Tags by holder: <c>hub</c> for ours, else a connection id. Present tags carry the time they were put; removed ones the time they went (to order late events).</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, TagFact>> Tags { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, TagFact>>.Empty;

    /// <summary>Segments of rules by rule id, each with since when the contact is in it or out of it; those never entered are not here.</summary>
    public ImmutableSortedDictionary<string, TagFact> Segments { get; init; } = ImmutableSortedDictionary<string, TagFact>.Empty;

    /// <summary>Consent by <c>purpose/channel/tool</c>.</summary>
    public ImmutableSortedDictionary<string, ConsentFact> Consents { get; init; } = ImmutableSortedDictionary<string, ConsentFact>.Empty;

    /// <summary>Stage, cycle and the moves that led there; the newest move last.</summary>
    public ImmutableArray<StageMove> StageMoves { get; init; } = [];

    /// <summary>Scores by name.</summary>
    public ImmutableSortedDictionary<string, ScoreFact> Scores { get; init; } = ImmutableSortedDictionary<string, ScoreFact>.Empty;

    /// <summary>Pauses by <c>scope|by</c>: a rule's short pause does not end a person's long one. Those that are over stay until lifted.</summary>
    public ImmutableSortedDictionary<string, PauseFact> Pauses { get; init; } = ImmutableSortedDictionary<string, PauseFact>.Empty;

    /// <summary>The pause that lasts longest, one for everything before one for marketing; null when there is none or it was lifted. It may be over: compare its end.</summary>
    [JsonIgnore]
    public PauseFact? Pause => Pauses.Values.OrderByDescending(p => p.Until ?? DateTimeOffset.MaxValue).ThenBy(p => p.Scope, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The newest event that mattered for the stage: an older one needs a refold. Null before the first.</summary>
    public Occurrence? StageMark { get; init; }

    /// <summary>Time of the newest event folded in; null when none was.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>True once an erasure was carried out: nothing may be sent to this contact any more.</summary>
    public bool Erased { get; init; }

    /// <summary>The present stage, or null before the first move.</summary>
    [JsonIgnore]
    public StageMove? Stage => StageMoves.IsEmpty ? null : StageMoves[^1];

    /// <summary>A field's value, or none.</summary>
    public Value Field(string name) => Fields.TryGetValue(name, out var fact) ? fact.Value : Value.None;

    /// <summary>How often an event was seen.</summary>
    public long Count(string eventName) => Seen.TryGetValue(eventName, out var seen) ? seen.Count : 0;
}
