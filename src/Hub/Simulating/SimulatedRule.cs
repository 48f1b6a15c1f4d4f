namespace IntegrationHub.Hub.Simulating;

/// <summary>A rule's figures in the tried version and in the one it is compared with.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Tried">Figures of the tried version.</param>
/// <param name="Against">Figures of the other; null without a comparison.</param>
public sealed record SimulatedRule(string Rule, RuleFigures Tried, RuleFigures? Against);
