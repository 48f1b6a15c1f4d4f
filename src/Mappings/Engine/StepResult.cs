using System.Collections.Immutable;
using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>What one step concluded. The caller stores everything in one transaction.</summary>
/// <param name="State">The subject after the step. Runs that ended are still in <see cref="SubjectState.Runs"/> with their final state; the caller stores them and drops them from the open ones.</param>
/// <param name="Derived">Events that the hub worked out (<c>checkout.abandoned</c>, <c>source.recorded</c>, hub tags, scores); already folded into <paramref name="State"/> and already offered to the rules.</param>
/// <param name="Decisions">One for every rule whose trigger matched, and for every step that was refused, held or ended early.</param>
/// <param name="Actions">Actions to put into the outbox.</param>
/// <param name="Approvals">Drafts that wait for a person.</param>
/// <param name="Alerts">What the team must hear of.</param>
public sealed record StepResult(
    SubjectState State,
    ImmutableArray<JourneyEvent> Derived,
    ImmutableArray<Decision> Decisions,
    ImmutableArray<PlannedAction> Actions,
    ImmutableArray<ApprovalRequest> Approvals,
    ImmutableArray<Alert> Alerts)
{
    /// <summary>True when an event came late and the stage must be folded anew from all events (the derived ones included) with <c>FactsFold.All</c>.</summary>
    public bool NeedsRefold { get; init; }

    /// <summary>Keys of alerts and tasks that are settled by what happened; those that were never raised are among them.</summary>
    public ImmutableArray<string> Solved { get; init; } = [];
}
