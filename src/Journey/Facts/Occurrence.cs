namespace IntegrationHub.Journey.Facts;

/// <summary>One sighting of an event.</summary>
/// <param name="At">When it happened.</param>
/// <param name="EventKey">Its natural key.</param>
/// <param name="Key">Its run key (order id, checkout token), if any.</param>
/// <param name="Note">A short mark that conditions may ask for, e.g. the campaign of an <c>email.sent</c>, <c>reviewLink</c> for a click; null for most.</param>
public sealed record Occurrence(DateTimeOffset At, string EventKey, string? Key, string? Note);
