using IntegrationHub.Hub.Delivering;

namespace IntegrationHub.Hub.Api;

/// <summary>A stop in force.</summary>
/// <param name="Scope"><c>client</c>, <c>rule</c> or <c>connection</c>.</param>
/// <param name="Target">Rule or connection id; empty for the client.</param>
/// <param name="Covers">What it covers, in words.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">Who stopped.</param>
/// <param name="Reason">Why.</param>
/// <param name="Preview">What going on would set free now.</param>
/// <param name="Says">What waited, for how long, and what of it is too old, in words.</param>
public sealed record StopView(string Scope, string Target, string Covers, DateTimeOffset Since, string By, string Reason, GoPreview Preview, string Says);
