using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.BackTests;

/// <summary>An event of the journal with the time at which the hub would have heard of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">When it was received; for what was read later as history, when it happened.</param>
public sealed record BackTestEvent(JourneyEvent Event, DateTimeOffset At);
