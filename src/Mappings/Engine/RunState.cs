namespace IntegrationHub.Mappings.Engine;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Waits for a time or an event.</summary>
    Waiting,

    /// <summary>Held by quiet hours, a cap, a pause, a cool-down or a stop; tried again at its due time.</summary>
    Held,

    /// <summary>Waits for a person's approval.</summary>
    Approval,

    /// <summary>Ran to its end.</summary>
    Done,

    /// <summary>Left early by <c>until</c>, a goal or an exit.</summary>
    Exited,

    /// <summary>Dropped: stale, refused, or stopped.</summary>
    Dropped,
}
