namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>How many records of a stream came into being on a day: by the tool's count and by the hub's.</summary>
public sealed class CompletenessRow
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection id.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Stream.</summary>
    public string Stream { get; set; } = "";

    /// <summary>The day in the client's time zone, e.g. 20261122.</summary>
    public int Day { get; set; }

    /// <summary>What the tool counted.</summary>
    public long Theirs { get; set; }

    /// <summary>What the journal held at that moment.</summary>
    public long Ours { get; set; }

    /// <summary>How many were missing when the day was counted first; what is there now of these was brought in afterwards.</summary>
    public long FirstMissing { get; set; }

    /// <summary>How often the stream was read again from this day on because something was missing.</summary>
    public int Repairs { get; set; }

    /// <summary>When it was counted, unix ms.</summary>
    public long CountedAt { get; set; }

    /// <summary>How many are missing now.</summary>
    public long Missing => Math.Max(0, Theirs - Ours);

    /// <summary>How many were missing once and are there now.</summary>
    public long Repaired => Math.Max(0, FirstMissing - Missing);
}
