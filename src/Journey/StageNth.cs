namespace IntegrationHub.Journey;

/// <summary>A later occurrence of an event that moves further than the first.</summary>
/// <param name="Number">From the how manyth on, counting this one.</param>
/// <param name="WithinDays">Days in which they must lie; null for ever.</param>
/// <param name="To">Stage it moves to.</param>
public sealed record StageNth(int Number, int? WithinDays, string To);
