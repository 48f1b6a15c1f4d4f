namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How a row of the log came out.</summary>
public enum LogResult
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It did not happen, for a reason.</summary>
    No,

    /// <summary>It waits for a time, a person or a tool.</summary>
    Waits,

    /// <summary>It failed or could not be read.</summary>
    Failed,

    /// <summary>It may or may not have happened.</summary>
    Uncertain,
}
