using System.Collections.Immutable;
using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>One instance of a rule for a key, with its place. A run keeps the mapping version it began with.</summary>
public sealed record Run
{
    /// <summary><c>rule|run key|number|subject</c>: unique per client.</summary>
    public required string Id { get; init; }

    /// <summary>Rule id.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's <c>key</c> value, else the event's natural key, with the run's number for repeating rules.</summary>
    public required string RunKey { get; init; }

    /// <summary>Version of the mapping it runs on.</summary>
    public required int MappingVersion { get; init; }

    /// <summary>Step id it stands at.</summary>
    public required string Step { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Mode it was begun in.</summary>
    public required RuleMode Mode { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its timer is due; null when it does not wait for a time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The event that began it: templates and conditions of later steps read it.</summary>
    public required JourneyEvent Trigger { get; init; }

    /// <summary>Hops of the chain it belongs to.</summary>
    public int Hops { get; init; }

    /// <summary>When it first reached the step it is held at: <c>staleAfter</c> counts from here. Null while it is not held.</summary>
    public DateTimeOffset? StepSince { get; init; }

    /// <summary>Text drafted for approval; null when none waits.</summary>
    public string? Draft { get; init; }

    /// <summary>The other arguments of what waits for a yes, as they were when it was asked: what a person says yes to is what goes out. Null when nothing was asked.</summary>
    public ImmutableSortedDictionary<string, Value>? Asked { get; init; }

    /// <summary>True once a message was refused: what follows it is not waited for.</summary>
    public bool Refused { get; init; }

    /// <summary>The arm of the rule's split that it went; null before it, and without one.</summary>
    public string? Arm { get; init; }

    /// <summary>Why it ended or is held, in words.</summary>
    public string? Note { get; init; }
}
