using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.BackTests;

/// <summary>What would have come of one subject in the tried time.</summary>
/// <param name="Events">Events of the time that were played.</param>
/// <param name="Decisions">Every decision, in order.</param>
/// <param name="Actions">Every action that would have gone out, with its due time.</param>
/// <param name="Drafts">Drafts that would have waited for a person; their runs go no further, for nobody answers here.</param>
/// <param name="Alerts">Alerts and tasks of the hub.</param>
/// <param name="Waiting">Runs that still waited at the end.</param>
/// <param name="IsCut">True when the subject set off more steps than are played.</param>
public sealed record SubjectPlay(
    int Events, IReadOnlyList<Decision> Decisions, IReadOnlyList<PlannedAction> Actions, IReadOnlyList<(DateTimeOffset At, ApprovalRequest Draft)> Drafts,
    IReadOnlyList<(DateTimeOffset At, Alert Alert)> Alerts, IReadOnlyList<Run> Waiting, bool IsCut);
