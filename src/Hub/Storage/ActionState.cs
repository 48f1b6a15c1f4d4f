namespace IntegrationHub.Hub.Storage;

/// <summary>Where an action stands.</summary>
public enum ActionState
{
    /// <summary>To be done at its due time (planned or waiting for the next try).</summary>
    Due,

    /// <summary>Claimed; the call is under way.</summary>
    Sending,

    /// <summary>Held by a stop, a cap, a pause, quiet hours or a broken connection.</summary>
    Held,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Answered well by the vendor, which changed nothing.</summary>
    Ignored,

    /// <summary>Not done and never will be.</summary>
    Rejected,

    /// <summary>May have happened; a person is shown it.</summary>
    Uncertain,

    /// <summary>Dropped before it was sent: stale, no consent, cancelled by the rule or by a person.</summary>
    Dropped,

    /// <summary>Done, and its effect was seen in the tool.</summary>
    Seen,

    /// <summary>Done, and what should have followed did not.</summary>
    NothingFollowed,
}
