using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Api;

/// <summary>A time in which a rule went equally far, with what became of the people in it.</summary>
/// <param name="Mode">watching, trying with its share, or on.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Sum">Where the people went, in words; the parts add up.</param>
/// <param name="Rate">Share of the reached who came to the goal, as <c>27.3 %</c>, or <c>7 of 12</c> under 30 people; null without a goal.</param>
/// <param name="Says">What the comparison with those held out says; null while there is nothing to compare.</param>
/// <param name="Split">What the comparisons of a split's arms say, with each other and with those held out; empty without a split, and while there is nothing to compare.</param>
/// <param name="Proposes">The arm that looks like the better one, in words; null while that cannot be told. Nothing changes by it.</param>
public sealed record RulePhaseView(string Mode, RulePhase Figures, string Sum, string? Rate, string? Says, IReadOnlyList<string> Split, string? Proposes);
