namespace IntegrationHub.Hub.Simulating;

/// <summary>What is to be tried on the client's own history.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Version">The version that is tried.</param>
/// <param name="Against">A version to compare with; null for none.</param>
/// <param name="Days">Length of the tried time up to now, 1 to <see cref="MostDays"/>.</param>
/// <param name="Rule">One rule, also when it is off; null for all that are not off.</param>
public sealed record SimulationOrder(string Client, int Version, int? Against, int Days, string? Rule)
{
    /// <summary>Longest time that can be tried, in days.</summary>
    public const int MostDays = 400;
}
