namespace IntegrationHub.Connectors.Contract;

/// <summary>Verdict on one action.</summary>
public enum ActionOutcome
{
    /// <summary>The effect is there.</summary>
    Done,

    /// <summary>The vendor answered well and changed nothing ("ignored by vendor").</summary>
    Ignored,

    /// <summary>Not done; try again later.</summary>
    Retry,

    /// <summary>Not done and never will be.</summary>
    Rejected,

    /// <summary>The connection must be mended first; the action waits.</summary>
    ConnectionBroken,

    /// <summary>May have happened; must not be repeated blindly.</summary>
    Uncertain,
}
