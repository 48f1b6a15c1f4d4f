namespace IntegrationHub.Mappings.Figures;

/// <summary>What one arm of a split shows, or those held out at it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Its share, in percent.</param>
/// <param name="People">People who were put into it, each once.</param>
/// <param name="Reached">Those of them who reached the goal so far; null without a goal.</param>
/// <param name="StillCounting">Those of them whose time for the goal is not over.</param>
/// <param name="Lift">The arm against those held out; null where nobody is, without a goal, and while the rule only watches.</param>
public sealed record ArmFigures(string Name, int Share, int People, int? Reached, int StillCounting, Lift? Lift)
{
    /// <summary>Its people and the goal; null without a goal.</summary>
    public GoalCount? Goal => Reached is { } reached ? new GoalCount(People, reached) : null;
}
