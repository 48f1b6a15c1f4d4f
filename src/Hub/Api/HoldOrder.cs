namespace IntegrationHub.Hub.Api;

/// <summary>What a person wants to rest.</summary>
/// <param name="Runs">Ids of runs.</param>
/// <param name="Actions">Ids of actions.</param>
/// <param name="Until">Not before this time.</param>
/// <param name="By">Who holds.</param>
/// <param name="Note">Why; may be left out.</param>
public sealed record HoldOrder(string[]? Runs, long[]? Actions, DateTimeOffset Until, string By, string? Note);
