namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How many moves between two stages.</summary>
/// <param name="Stage">Stage entered, or <c>lapsed</c>.</param>
/// <param name="From">Stage left; null when it was the first.</param>
/// <param name="Current">True for the period itself, false for the one before.</param>
/// <param name="N">How many.</param>
public sealed record MoveCount(string Stage, string? From, bool Current, int N);
