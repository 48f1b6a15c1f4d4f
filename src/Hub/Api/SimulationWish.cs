namespace IntegrationHub.Hub.Api;

/// <summary>What is to be tried.</summary>
/// <param name="Version">The version; left out, the draft that waits, else the one in force.</param>
/// <param name="Against">A version to compare with.</param>
/// <param name="Days">Length of the tried time up to now; 90 when left out.</param>
/// <param name="Rule">One rule, also when it is off; all that are not off when left out.</param>
public sealed record SimulationWish(int? Version, int? Against, int? Days, string? Rule);
