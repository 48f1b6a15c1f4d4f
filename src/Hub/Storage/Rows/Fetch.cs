namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A wished read that a pointer asked for.</summary>
public sealed class Fetch
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Grant.</summary>
    public string Grant { get; set; } = "";

    /// <summary>Connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Kind of object.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The vendor's id.</summary>
    public string ObjectId { get; set; } = "";

    /// <summary>The pointer's topic.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Envelope that pointed.</summary>
    public long Envelope { get; set; }

    /// <summary>Not before, unix ms.</summary>
    public long DueAt { get; set; }

    /// <summary>0 due, 1 done, 2 failed.</summary>
    public int State { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Last failure in words.</summary>
    public string? Note { get; set; }

    /// <summary>Asked for by history.</summary>
    public bool Historical { get; set; }
}
