namespace IntegrationHub.Connectors.Contract;

/// <summary>A wished page of a stream.</summary>
/// <param name="Stream">Stream name.</param>
/// <param name="Cursor">What the last page gave; null at the very first page.</param>
/// <param name="Since">Where to begin without a cursor.</param>
/// <param name="PageSize">Wished records; the connector may take fewer.</param>
public sealed record PollRequest(string Stream, string? Cursor, DateTimeOffset Since, int PageSize);
