namespace IntegrationHub.Hub.Simulating;

/// <summary>Calls to a connection.</summary>
/// <param name="Connection">Connection id.</param>
/// <param name="Tried">Calls of the tried version.</param>
/// <param name="BusiestHour">Most of them in one hour.</param>
/// <param name="Against">Calls of the other version; null without a comparison.</param>
public sealed record SimulatedCalls(string Connection, int Tried, int BusiestHour, int? Against);
