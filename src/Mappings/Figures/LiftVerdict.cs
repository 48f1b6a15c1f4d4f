namespace IntegrationHub.Mappings.Figures;

/// <summary>What a comparison says, with people held out or of two arms.</summary>
public enum LiftVerdict
{
    /// <summary>Too few to tell.</summary>
    TooFew,

    /// <summary>More reach the goal with the rule than without it.</summary>
    More,

    /// <summary>Fewer reach the goal with the rule than without it.</summary>
    Fewer,
}
