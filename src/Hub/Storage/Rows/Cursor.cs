namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Where a stream is read to.</summary>
public sealed class Cursor
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Stream.</summary>
    public string Stream { get; set; } = "";

    /// <summary>Opaque cursor of the connector.</summary>
    public string? Value { get; set; }

    /// <summary>The first, historical run has ended.</summary>
    public bool FirstDone { get; set; }

    /// <summary>When it was last read to its end, unix ms.</summary>
    public long? ReadAt { get; set; }

    /// <summary>When it is due again, unix ms.</summary>
    public long NextAt { get; set; }

    /// <summary>Records read so far.</summary>
    public long Records { get; set; }

    /// <summary>Last failure in words; null when well.</summary>
    public string? Failure { get; set; }
}
