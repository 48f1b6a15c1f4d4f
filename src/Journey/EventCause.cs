namespace IntegrationHub.Journey;

/// <summary>What made an event happen, when that is known.</summary>
/// <param name="ActionKey">Key of our own action whose write came back as this event, or that likely led to it; null when unknown.</param>
/// <param name="Hops">How many of our actions lie in the chain that led here. 0 for an event that nobody of us caused; the engine stops at 5.</param>
/// <param name="IsEcho">True when the event is our own write coming back: it feeds facts but triggers no rule.</param>
public sealed record EventCause(string? ActionKey, int Hops, bool IsEcho);
