namespace IntegrationHub.Journey.Facts;

/// <summary>A contact's move to a stage, with the event that caused it.</summary>
/// <param name="Stage">Stage id of the client's model, or <c>lapsed</c>.</param>
/// <param name="At">When the causing event happened.</param>
/// <param name="Cycle">Journey cycle, from 1; a return after lapse opens the next.</param>
/// <param name="EventName">Name of the causing event.</param>
/// <param name="EventKey">Natural key of the causing event.</param>
public sealed record StageMove(string Stage, DateTimeOffset At, int Cycle, string EventName, string EventKey);
