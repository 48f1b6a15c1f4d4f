namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>How a webhook subscription stood when it was looked at last.</summary>
public sealed class SubscriptionRow
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection id.</summary>
    public string Connection { get; set; } = "";

    /// <summary>The vendor's name of what it tells.</summary>
    public string Topic { get; set; } = "";

    /// <summary>fine, missing, foreign or operator.</summary>
    public string State { get; set; } = "";

    /// <summary>What there is to say; null when nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Unix ms at which it was last made or put right; null while it never was.</summary>
    public long? MendedAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long CheckedAt { get; set; }
}
