namespace IntegrationHub.Journey.Facts;

/// <summary>A contact's field with who said so and when.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">The vendor's time of the change; a later one wins, on a tie the greater natural key.</param>
/// <param name="Tool">Connector that said it.</param>
/// <param name="EventKey">Natural key of the event that said it.</param>
public sealed record FieldFact(Value Value, DateTimeOffset At, string Tool, string EventKey);
