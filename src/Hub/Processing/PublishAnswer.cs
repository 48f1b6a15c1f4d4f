namespace IntegrationHub.Hub.Processing;

/// <summary>What came of a wish to publish.</summary>
public enum PublishAnswer
{
    /// <summary>It is in force.</summary>
    Done,

    /// <summary>It is journaled; the lane has older work first and takes it in its order.</summary>
    Waits,

    /// <summary>There is no such version.</summary>
    NoSuchVersion,

    /// <summary>It is in force already; nothing was done.</summary>
    InForceAlready,

    /// <summary>Another version came in force since the person looked; nothing was done.</summary>
    ChangedMeanwhile,

    /// <summary>The text has mistakes; nothing was done.</summary>
    Mistakes,
}
