namespace IntegrationHub.Hub.Processing;

/// <summary>What becomes of the runs that are open when another version of the rules comes in force.</summary>
public enum OpenRuns
{
    /// <summary>They end on the version they began with.</summary>
    Finish,

    /// <summary>They go on with the new version where it has their rule and their step; the others end on their own.</summary>
    Move,

    /// <summary>They are ended; drafts that wait for a person are withdrawn.</summary>
    End,
}
