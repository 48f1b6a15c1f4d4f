namespace IntegrationHub.Hub.Delivering;

/// <summary>What "go on" would set free.</summary>
/// <param name="Due">Actions that waited.</param>
/// <param name="StillUseful">Those of them that are not too old.</param>
/// <param name="TooOldByRule">How many are too old, by rule id.</param>
public sealed record GoPreview(int Due, int StillUseful, IReadOnlyDictionary<string, int> TooOldByRule)
{
    /// <summary>How many are too old.</summary>
    public int TooOld => Due - StillUseful;
}
