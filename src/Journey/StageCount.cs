namespace IntegrationHub.Journey;

/// <summary>A column of the map in which totals of an event are counted.</summary>
/// <param name="For">Mark of the event (an action on the profile, a number of stars) it holds for; null for all others.</param>
/// <param name="Stage">Stage id.</param>
public sealed record StageCount(string? For, string Stage);
