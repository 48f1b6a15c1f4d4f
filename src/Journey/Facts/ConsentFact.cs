namespace IntegrationHub.Journey.Facts;

/// <summary>What one tool holds about one purpose and channel.</summary>
/// <param name="Purpose"><c>marketing</c> or another purpose a tool names.</param>
/// <param name="Channel"><c>email</c> or <c>sms</c>.</param>
/// <param name="Tool">Connection id of the tool that holds it, or <c>hub</c>.</param>
/// <param name="Given">True for a recorded yes, false for a no.</param>
/// <param name="At">When it was given or withdrawn, by the vendor's time.</param>
/// <param name="Reason">Opt-in level or reason of the withdrawal, as the tool names it.</param>
/// <param name="EventKey">Natural key of the event that said so.</param>
public sealed record ConsentFact(string Purpose, string Channel, string Tool, bool Given, DateTimeOffset At, string? Reason, string EventKey);
