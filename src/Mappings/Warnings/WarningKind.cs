namespace IntegrationHub.Mappings.Warnings;

/// <summary>What a warning is about. None of them keeps a mapping from being put in force.</summary>
public enum WarningKind
{
    /// <summary>Two rules write the same thing, and the later one wins.</summary>
    SameThing,

    /// <summary>What a rule writes begins the next one, and round to the first.</summary>
    Circle,

    /// <summary>A rule belongs to no stage.</summary>
    NoStage,

    /// <summary>A rule begins to act and never watched: there will be no figure from before.</summary>
    NoBaseline,

    /// <summary>What a rule starts in another tool was never seen working, or no longer is.</summary>
    OtherHalf,

    /// <summary>Somebody was asked for a yes to a rule that acts, and did not give it to this wording.</summary>
    Agreement,
}
