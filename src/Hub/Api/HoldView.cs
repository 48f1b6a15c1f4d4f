namespace IntegrationHub.Hub.Api;

/// <summary>What was held.</summary>
/// <param name="Held">How many rest; fewer than asked for where something had happened already, or rests longer.</param>
public sealed record HoldView(int Held);
