using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>One case: what is known, what happens, what must follow.</summary>
public sealed record RuleCase
{
    /// <summary>What the case shows, as a sentence.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>Id of the rule that is tried; the pack's other rules keep their mode (off).</summary>
    [JsonRequired]
    public string Rule { get; init; } = "";

    /// <summary>Mode of the rule for this case, as in a mapping.</summary>
    public string Mode { get; init; } = "live";

    /// <summary>The arm of the rule's split that is played, or <c>held out</c>; null for the first. Chance decides nothing in a case: it would hide what is tried.</summary>
    public string? Arm { get; init; }

    /// <summary>Keys of the rule that are other for this case. Nobody is held out unless <c>holdout</c> is given here.</summary>
    public JObject? Set { get; init; }

    /// <summary>Further rules that are live in this case; everything is compared for them too.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>Parameters that are other for this case.</summary>
    public JObject? Parameters { get; init; }

    /// <summary>Caps and quiet hours for this case, as under <c>calm</c> in a mapping.</summary>
    public JObject? Calm { get; init; }

    /// <summary>Local start; null for the document's.</summary>
    public string? Start { get; init; }

    /// <summary>Connections that have no record of the contact; every other one has.</summary>
    public ImmutableArray<string> NotKnownIn { get; init; } = [];

    /// <summary>What was so before the start.</summary>
    public ImmutableArray<CaseFact> Given { get; init; } = [];

    /// <summary>What happens, in order of time.</summary>
    public ImmutableArray<CaseMoment> Play { get; init; } = [];

    /// <summary>A time in which the hub stood still; null when it ran through.</summary>
    public CaseStandstill? Standstill { get; init; }

    /// <summary>How long the case goes on after its start: timers due by then are carried out.</summary>
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? For { get; init; }

    /// <summary>What must follow.</summary>
    [JsonRequired]
    public CaseOutcome Expect { get; init; } = new();

    /// <inheritdoc />
    public override string ToString() => Rule + ": " + Name;
}
