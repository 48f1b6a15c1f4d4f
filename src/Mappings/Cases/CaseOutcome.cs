using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Cases;

/// <summary>
/// What must follow. Actions, alerts and drafts are complete and in order: what is not listed must not happen. Decisions are a selection in order: others may lie between.
/// </summary>
public sealed record CaseOutcome
{
    /// <summary>Decisions, in order.</summary>
    public ImmutableArray<CaseDecision> Decisions { get; init; } = [];

    /// <summary>All actions, in order.</summary>
    public ImmutableArray<CaseAction> Actions { get; init; } = [];

    /// <summary>All alerts and tasks, in order.</summary>
    public ImmutableArray<CaseAlert> Alerts { get; init; } = [];

    /// <summary>All drafts that wait for a person, in order.</summary>
    public ImmutableArray<CaseDraft> Drafts { get; init; } = [];
}
