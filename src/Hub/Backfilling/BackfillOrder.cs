namespace IntegrationHub.Hub.Backfilling;

/// <summary>A wish to read a span of a tool's past.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Connection">Connection id.</param>
/// <param name="Streams">The streams; empty for all that the connection reads.</param>
/// <param name="Since">Begin of the span, by the tool's change time.</param>
/// <param name="By">Who asks.</param>
public sealed record BackfillOrder(string Client, string Connection, IReadOnlyList<string> Streams, DateTimeOffset Since, string By);
