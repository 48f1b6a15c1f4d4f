namespace IntegrationHub.Mappings.Figures;

/// <summary>How many of some people reached a goal.</summary>
/// <param name="People">The people.</param>
/// <param name="Reached">Those of them who reached it.</param>
public readonly record struct GoalCount(int People, int Reached)
{
    /// <summary>Fewest people of whom a percentage says anything.</summary>
    public const int FewestForPercent = 30;

    /// <summary>Share in percent, 0 to 100; null while they are too few for one.</summary>
    public double? Percent => People < FewestForPercent ? null : 100.0 * Reached / People;
}
