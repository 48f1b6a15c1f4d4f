namespace IntegrationHub.Hub.Api;

/// <summary>What a person wants stopped.</summary>
/// <param name="Scope"><c>client</c>, <c>rule</c> or <c>connection</c>.</param>
/// <param name="Target">Rule or connection id; nothing for the client.</param>
/// <param name="By">Who stops.</param>
/// <param name="Reason">Why; shown on every page while the stop is in force.</param>
public sealed record StopOrder(string Scope, string? Target, string By, string? Reason);
