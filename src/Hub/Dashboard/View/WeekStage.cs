namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One stage in seven days.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Entered">How many entered it.</param>
/// <param name="Before">How many in the seven days before.</param>
/// <param name="FromBefore">How many of <paramref name="Entered"/> came from the stage right before it.</param>
/// <param name="Quiet">How many went quiet while they stood here.</param>
public sealed record WeekStage(StageView Stage, int Entered, int Before, int FromBefore, int Quiet)
{
    /// <summary>The change, with its sign.</summary>
    public string Change => Entered == Before ? "±0" : Entered > Before ? $"+{Entered - Before}" : $"−{Before - Entered}";
}
