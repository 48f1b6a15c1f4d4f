namespace IntegrationHub.Hub.Api;

/// <summary>A wish to set the mode of a rule.</summary>
/// <param name="Mode"><c>off</c>, <c>shadow</c>, <c>pilot:20%</c> or <c>live</c>.</param>
/// <param name="By">Who sets it.</param>
/// <param name="Note">Why; may be left out.</param>
public sealed record ModeOrder(string Mode, string By, string? Note);
