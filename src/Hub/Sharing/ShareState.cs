namespace IntegrationHub.Hub.Sharing;

/// <summary>How far a link to a rule's page has come.</summary>
public enum ShareState
{
    /// <summary>Nobody opened it yet.</summary>
    Waiting,

    /// <summary>It was opened and waits for an answer.</summary>
    Opened,

    /// <summary>Somebody agreed.</summary>
    Agreed,

    /// <summary>Somebody left a remark.</summary>
    Remarked,

    /// <summary>It was taken back before an answer came.</summary>
    TakenBack,

    /// <summary>Its time is over and no answer came.</summary>
    RanOut,
}
