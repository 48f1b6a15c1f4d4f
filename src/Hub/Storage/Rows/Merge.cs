namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Two contacts that became one.</summary>
public sealed class Merge
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Contact that stays.</summary>
    public long Kept { get; set; }

    /// <summary>Contact that went into it.</summary>
    public long Gone { get; set; }

    /// <summary>When, unix ms.</summary>
    public long At { get; set; }

    /// <summary>Who or what joined them.</summary>
    public string By { get; set; } = "";

    /// <summary>What they have in common.</summary>
    public string Evidence { get; set; } = "";
}
