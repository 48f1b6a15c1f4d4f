namespace IntegrationHub.Hub.Api;

/// <summary>What was skipped.</summary>
/// <param name="Skipped">How many will not go on; fewer than asked for where something had happened already.</param>
public sealed record SkipView(int Skipped);
