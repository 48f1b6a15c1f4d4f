namespace IntegrationHub.Hub.Api;

/// <summary>A wish to put a version in force.</summary>
/// <param name="By">Who publishes.</param>
/// <param name="Note">Why; may be left out.</param>
/// <param name="Runs">What becomes of open runs: <c>finish</c> (the default), <c>move</c> or <c>end</c>.</param>
/// <param name="Expected">The version believed in force; when another one is, nothing is published.</param>
public sealed record PublishOrder(string By, string? Note, string? Runs, int? Expected);
