namespace IntegrationHub.Journey.Facts;

/// <summary>A tag at one holder.</summary>
/// <param name="On">True while the tag is there.</param>
/// <param name="At">When it was put or taken.</param>
/// <param name="EventKey">Natural key of the event that said so; breaks ties.</param>
public sealed record TagFact(bool On, DateTimeOffset At, string EventKey);
