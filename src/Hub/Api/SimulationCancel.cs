namespace IntegrationHub.Hub.Api;

/// <summary>A wish to give a try up.</summary>
/// <param name="By">Who does it.</param>
public sealed record SimulationCancel(string By);
