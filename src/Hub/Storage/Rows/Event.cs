namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A journey event.</summary>
public sealed class Event
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Unique per client.</summary>
    public string NaturalKey { get; set; } = "";

    /// <summary>Contact; null for other subjects.</summary>
    public long? Contact { get; set; }

    /// <summary>Engine subject: contact:ID, review:..., place:....</summary>
    public string Subject { get; set; } = "";

    /// <summary>Event name.</summary>
    public string Name { get; set; } = "";

    /// <summary>EventSubject.</summary>
    public int Kind { get; set; }

    /// <summary>The vendor's time, unix ms.</summary>
    public long OccurredAt { get; set; }

    /// <summary>When its first envelope was stored, unix ms.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>Feeds facts, starts nothing.</summary>
    public bool Historical { get; set; }

    /// <summary>Connection that showed it, or hub.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Connector id, or hub.</summary>
    public string Tool { get; set; } = "";

    /// <summary>What waits match on.</summary>
    public string? RunKey { get; set; }

    /// <summary>Key of our action that caused it.</summary>
    public string? CauseAction { get; set; }

    /// <summary>Hops of the chain.</summary>
    public int Hops { get; set; }

    /// <summary>Our own write coming back.</summary>
    public bool IsEcho { get; set; }

    /// <summary>Money in 1/10,000.</summary>
    public long? Amount { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; set; }

    /// <summary>The whole event as JSON (JourneyJson).</summary>
    public string Data { get; set; } = "";
}
