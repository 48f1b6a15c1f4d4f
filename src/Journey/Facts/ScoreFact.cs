namespace IntegrationHub.Journey.Facts;

/// <summary>A score at the time of its last change; it halves every <see cref="HalfLifeDays"/> days after that.</summary>
/// <param name="Points">Points at <paramref name="At"/>.</param>
/// <param name="At">Time of the last change.</param>
/// <param name="HalfLifeDays">Days in which the points halve; null when they do not fade.</param>
public sealed record ScoreFact(decimal Points, DateTimeOffset At, int? HalfLifeDays)
{
    /// <summary>Natural key of the event that changed it last; breaks ties.</summary>
    public string? EventKey { get; init; }
}
