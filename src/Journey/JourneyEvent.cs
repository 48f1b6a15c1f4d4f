using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>
/// A normalised fact in the past tense about one subject. Pure data: made by a connector's normaliser or by the engine (hub-made events), stored once per
/// client and natural key; a second sighting adds evidence, not an event.
/// </summary>
public sealed record JourneyEvent
{
    /// <summary>
    /// Unique per client: <c>connection:object id:event name:marker</c>. The marker is empty for once-only facts (<c>order.placed</c>) and the vendor's change time or
    /// a hash of the mapped fields for repeatable ones. Webhook, poll and fetch of one fact give the same key.
    /// </summary>
    public required string NaturalKey { get; init; }

    /// <summary>Name from the vocabulary, e.g. <c>order.placed</c>; see <see cref="Vocabulary"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Whom or what it is about.</summary>
    public required EventSubject Subject { get; init; }

    /// <summary>The vendor's own time where it gives one, else the time of receipt.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Id of the connection that showed it; <c>hub</c> for events that the hub worked out.</summary>
    public required string Connection { get; init; }

    /// <summary>Id of the connector (<c>shopify</c>), or <c>hub</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>What waits and cancellations match on: order id, checkout token, deal id, meeting id. Null when the event has none.</summary>
    public string? Key { get; init; }

    /// <summary>True when the run that fetched it was a backfill, a first poll or a replay: such events feed facts and start nothing.</summary>
    public bool Historical { get; init; }

    /// <summary>The money in it, if any.</summary>
    public Money? Money { get; init; }

    /// <summary>Where the person came from, if told.</summary>
    public EventSource? Source { get; init; }

    /// <summary>What made it happen, where known.</summary>
    public EventCause? Cause { get; init; }

    /// <summary>By what the person may be known; strongest first. Empty for other subjects.</summary>
    public ImmutableArray<IdentityClaim> Identities { get; init; } = [];

    /// <summary>
    /// What the event says about the contact's record (<c>firstName</c>, <c>lastName</c>, <c>email</c>, <c>phone</c>, <c>locale</c>, <c>city</c>, <c>country</c>, <c>company</c>,
    /// <c>lifecycleStage</c>, or a tool's own field as <c>crm.property</c>). Folded last writer by <see cref="OccurredAt"/> per field.
    /// </summary>
    public ImmutableSortedDictionary<string, Value> Fields { get; init; } = ImmutableSortedDictionary<string, Value>.Empty;

    /// <summary>The event's own properties, named as in the vocabulary (<c>orderId</c>, <c>items</c>, <c>stars</c> …).</summary>
    public ImmutableSortedDictionary<string, Value> Properties { get; init; } = ImmutableSortedDictionary<string, Value>.Empty;

    /// <summary>A property, or <see cref="Value.None"/> when the event has no such property.</summary>
    public Value Property(string name) => Properties.GetValueOrDefault(name, Value.None);
}
