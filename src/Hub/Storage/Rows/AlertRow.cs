namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>What the team must hear of.</summary>
public sealed class AlertRow
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Same key, same alert.</summary>
    public string Key { get; set; } = "";

    /// <summary>rule, loop, task, connection.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What happened, why, what to do.</summary>
    public string Text { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string? Rule { get; set; }

    /// <summary>For whom.</summary>
    public string? To { get; set; }

    /// <summary>Contact.</summary>
    public long? Contact { get; set; }

    /// <summary>Unix ms, for tasks.</summary>
    public long? DueAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long RaisedAt { get; set; }

    /// <summary>Unix ms; null while open.</summary>
    public long? SolvedAt { get; set; }
}
