using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A rule, ready to run. Immutable.</summary>
public sealed record CompiledRule
{
    /// <summary>Id, unique in the mapping.</summary>
    public required string Id { get; init; }

    /// <summary>The rule as it is written once its pack, the mapping's own word and the parameters are put together: a JSON object. Two rules with equal text run alike.</summary>
    public string Written { get; init; } = "{}";

    /// <summary>The same before parameters are filled in: what a person edits. A JSON object.</summary>
    public string Source { get; init; } = "{}";

    /// <summary>The pack that the rule comes from; null for a rule of the mapping's own.</summary>
    public string? Pack { get; init; }

    /// <summary>The parameters that the rule names, each with its value as a JSON text; null where it has none.</summary>
    public ImmutableSortedDictionary<string, string?> Parameters { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>Stage it belongs to; null for all.</summary>
    public string? Stage { get; init; }

    /// <summary>Suggested place in the order of switching on.</summary>
    public int Order { get; init; }

    /// <summary>How far it may go.</summary>
    public RuleMode Mode { get; init; }

    /// <summary>True when it acts, for everybody or for those it is tried on; false when it is off or only watches.</summary>
    public bool Acts => Mode is RuleMode.Pilot or RuleMode.Live;

    /// <summary>Share of the contacts it reaches as a pilot, in percent.</summary>
    public int PilotShare { get; init; } = 100;

    /// <summary>On whom it is tried as a pilot; null when <see cref="PilotShare"/> decides.</summary>
    public RulePilot? Pilot { get; init; }

    /// <summary>How many of those who are there already begin a day when it is switched on, the latest first; 0 for none, <see cref="AlreadyThere.All"/> for all at once.</summary>
    public int AlreadyPerDay { get; init; }

    /// <summary>Share of the contacts held out to see what the rule changes, in percent.</summary>
    public int Holdout { get; init; }

    /// <summary>What it does, as its author says it.</summary>
    public string? Says { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Day from which somebody should look at it again; null when none is named.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>How long after it was switched on somebody should look at it again; null when none is named.</summary>
    public TimeSpan? ReviewAfter { get; init; }

    /// <summary>What must be set up in the other tool; null when the rule starts nothing there.</summary>
    public OtherHalf? OtherHalf { get; init; }

    /// <summary>Events that begin it.</summary>
    public ImmutableArray<Trigger> When { get; init; } = [];

    /// <summary>The dates at which it begins; null when it begins at events only.</summary>
    public RuleDate? Date { get; init; }

    /// <summary>True for an event that is about this rule's own date or segment.</summary>
    public bool Owns(Trigger trigger) => trigger.IsOfARule && trigger.Mark == Id;

    /// <summary>What is true of the people of its segment; null when it has none.</summary>
    public Condition? Segment { get; init; }

    /// <summary>Field whose value is the run key; null for the event's natural key.</summary>
    public string? Key { get; init; }

    /// <summary>Conditions; null when there are none.</summary>
    public Condition? If { get; init; }

    /// <summary>Events that end a run wherever it waits.</summary>
    public ImmutableArray<Trigger> Leaves { get; init; } = [];

    /// <summary>The steps.</summary>
    public ImmutableArray<Instruction> Steps { get; init; } = [];

    /// <summary>The step that divides people by chance; null when there is none. A rule has at most one.</summary>
    public Instruction.Split? Split => Steps.OfType<Instruction.Split>().FirstOrDefault();

    /// <summary>The same rule with everybody in one arm of its split, or held out at it.</summary>
    internal CompiledRule Always(string arm) => this with { Steps = [.. Steps.Select(s => s is Instruction.Split split ? split with { Always = arm } : s)] };

    /// <summary><c>per key</c>, <c>per contact</c>, or null.</summary>
    public string? Once { get; init; }

    /// <summary>The strictest class of its actions: what it is as a whole.</summary>
    public TouchClass Class => Steps.OfType<Instruction.Do>().Select(d => d.Class).DefaultIfEmpty(TouchClass.Internal).Max();

    /// <summary>Events that settle what it asks people to do: its goal, and what its waits and itself end at. Empty when it asks for nothing.</summary>
    public ImmutableArray<Trigger> Settles { get; init; } = [];

    /// <summary>How often at most in <see cref="AtMostEvery"/>; 0 for no limit.</summary>
    public int AtMost { get; init; }

    /// <summary>The window of <see cref="AtMost"/>.</summary>
    public TimeSpan AtMostEvery { get; init; }

    /// <summary>How old an event may be.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(2);

    /// <summary>True when cap, calm and pause hold a message instead of dropping it.</summary>
    public bool Hold { get; init; }

    /// <summary>True for a request for a review: always held, never dropped.</summary>
    public bool IsReviewRequest { get; init; }

    /// <summary>The event that shows success; null when none is named.</summary>
    public Trigger? Goal { get; init; }

    /// <summary>In which time.</summary>
    public TimeSpan GoalWithin { get; init; }
}
