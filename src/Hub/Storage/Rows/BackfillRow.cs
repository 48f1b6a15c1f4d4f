namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A span of a stream's past that is read again, or was.</summary>
public sealed class BackfillRow
{
    /// <summary>Waits for its turn or is read.</summary>
    public const string Running = "running";

    /// <summary>Read to its end.</summary>
    public const string Done = "done";

    /// <summary>Stopped by a person; its place is kept.</summary>
    public const string Stopped = "stopped";

    /// <summary>Id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection id.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Stream.</summary>
    public string Stream { get; set; } = "";

    /// <summary>Begin of the span by the tool's change time, unix ms.</summary>
    public long Since { get; set; }

    /// <summary>End of the span, unix ms: what changed from then on is the regular reading's.</summary>
    public long Until { get; set; }

    /// <summary>True when no rule acts on what is read.</summary>
    public bool Historical { get; set; }

    /// <summary>Who asked for it.</summary>
    public string By { get; set; } = "";

    /// <summary>When, unix ms.</summary>
    public long AskedAt { get; set; }

    /// <summary><see cref="Running"/>, <see cref="Done"/> or <see cref="Stopped"/>.</summary>
    public string State { get; set; } = Running;

    /// <summary>The connector's mark after the last page that is stored; null before the first.</summary>
    public string? Cursor { get; set; }

    /// <summary>Records read.</summary>
    public long Records { get; set; }

    /// <summary>Records of these that the journal did not hold.</summary>
    public long Added { get; set; }

    /// <summary>The tool's change time of the first record, unix ms.</summary>
    public long? FirstAt { get; set; }

    /// <summary>The tool's change time of the last record, unix ms.</summary>
    public long? LastAt { get; set; }

    /// <summary>When the next page may be asked for, unix ms.</summary>
    public long NextAt { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Last failure in words; null when well.</summary>
    public string? Failure { get; set; }

    /// <summary>When it came to its end or was stopped, unix ms.</summary>
    public long? EndedAt { get; set; }
}
