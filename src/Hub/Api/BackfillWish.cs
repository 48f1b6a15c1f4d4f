namespace IntegrationHub.Hub.Api;

/// <summary>A wish to read a span of a tool's past.</summary>
/// <param name="Since">First day, in the client's time zone.</param>
/// <param name="By">Who asks.</param>
/// <param name="Streams">The streams; null or empty for all that the connection reads.</param>
public sealed record BackfillWish(DateOnly Since, string By, IReadOnlyList<string>? Streams = null);
