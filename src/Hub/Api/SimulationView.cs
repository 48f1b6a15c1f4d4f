using IntegrationHub.Hub.Simulating;

namespace IntegrationHub.Hub.Api;

/// <summary>A try of rules on the client's own history.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version that is tried.</param>
/// <param name="Against">The version it is compared with; null for none.</param>
/// <param name="Days">Length of the tried time.</param>
/// <param name="Rule">The only rule that is tried; null for all that are not off.</param>
/// <param name="At">End of the tried time.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Problem">Why there is no result; null otherwise.</param>
/// <param name="Result">What came of it; null while it is under way.</param>
public sealed record SimulationView(long Id, int Version, int? Against, int Days, string? Rule, DateTimeOffset At, double Progress, string? Problem, SimulationResult? Result);
