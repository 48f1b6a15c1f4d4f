namespace IntegrationHub.Connectors.Contract;

/// <summary>A read that a pointer asks for.</summary>
/// <param name="Kind">Kind of object: <c>review</c>, <c>contact</c>, <c>location</c>.</param>
/// <param name="Id">The vendor's id or resource name.</param>
/// <param name="Reason">Why: the pointer's topic, for the chain in the log.</param>
public sealed record FetchWish(string Kind, string Id, string Reason);
