namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What a row of the log is.</summary>
public enum LogKind
{
    /// <summary>Something received that became no event, or not yet.</summary>
    Envelope,

    /// <summary>A journey event.</summary>
    Event,

    /// <summary>What a rule concluded.</summary>
    Decision,

    /// <summary>A wished change in a tool.</summary>
    Action,
}
