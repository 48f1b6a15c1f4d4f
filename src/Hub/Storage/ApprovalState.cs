namespace IntegrationHub.Hub.Storage;

/// <summary>Where an approval stands.</summary>
public enum ApprovalState
{
    /// <summary>Waits for a person.</summary>
    Open,

    /// <summary>A person said yes; the lane has not carried it on yet.</summary>
    Approved,

    /// <summary>A person said no; the lane has not carried it on yet.</summary>
    Declined,

    /// <summary>The lane has carried the answer on, or it expired.</summary>
    Closed,
}
