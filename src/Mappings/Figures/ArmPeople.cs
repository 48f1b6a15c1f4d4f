namespace IntegrationHub.Mappings.Figures;

/// <summary>People of one arm of a split, or those held out at it.</summary>
/// <param name="All">All of them, and who reached the goal so far.</param>
/// <param name="Closed">Those of them whose time for the goal is over: only they are compared.</param>
public readonly record struct ArmPeople(GoalCount All, GoalCount Closed);
