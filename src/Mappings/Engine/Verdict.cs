namespace IntegrationHub.Mappings.Engine;

/// <summary>Conclusions a rule can come to.</summary>
public enum Verdict
{
    /// <summary>The run began, or the step was done.</summary>
    Acted,

    /// <summary>The run began and waits.</summary>
    Waits,

    /// <summary>A condition did not hold.</summary>
    ConditionFalse,

    /// <summary>Already done as often as allowed (<c>once</c>, <c>atMost</c>).</summary>
    AlreadyDone,

    /// <summary>Over the cap of messages.</summary>
    Capped,

    /// <summary>No recorded yes, or a recorded no.</summary>
    NoConsent,

    /// <summary>Quiet hours or a quiet day.</summary>
    QuietHours,

    /// <summary>The contact or its marketing is paused, or calm after trouble.</summary>
    Paused,

    /// <summary>Held out on purpose, or outside the pilot's share.</summary>
    HeldOut,

    /// <summary>The rule only watches: this is what it would have done.</summary>
    Watched,

    /// <summary>The event is older than the rule's <c>maxAge</c>.</summary>
    TooLate,

    /// <summary>The moment is over (<c>staleAfter</c>).</summary>
    Stale,

    /// <summary>Ended early by an awaited event.</summary>
    Exited,

    /// <summary>The chain of our own writes reached the hop limit or the action budget.</summary>
    LoopStopped,

    /// <summary>No connection of the role, or the contact is not known there.</summary>
    NoTarget,

    /// <summary>Waits for a person.</summary>
    NeedsApproval,

    /// <summary>A person said no, or the approval expired.</summary>
    Declined,

    /// <summary>A counted limit of the rule language was reached, or a template failed.</summary>
    Failed,

    /// <summary>A split put the subject into one of its arms.</summary>
    Divided,
}
