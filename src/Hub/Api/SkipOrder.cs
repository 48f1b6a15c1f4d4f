namespace IntegrationHub.Hub.Api;

/// <summary>What a person wants skipped.</summary>
/// <param name="Runs">Ids of runs.</param>
/// <param name="Actions">Ids of actions.</param>
/// <param name="By">Who skips.</param>
/// <param name="Note">Why; may be left out.</param>
public sealed record SkipOrder(string[]? Runs, long[]? Actions, string By, string? Note);
