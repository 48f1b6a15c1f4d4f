namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>One try at an action.</summary>
public sealed class Attempt
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Action.</summary>
    public long Action { get; set; }

    /// <summary>Number of the try, from 1.</summary>
    public int N { get; set; }

    /// <summary>Unix ms.</summary>
    public long StartedAt { get; set; }

    /// <summary>Unix ms; null while the answer is awaited.</summary>
    public long? EndedAt { get; set; }

    /// <summary>As sent, redacted.</summary>
    public string? Request { get; set; }

    /// <summary>HTTP status.</summary>
    public int? Status { get; set; }

    /// <summary>As received, redacted.</summary>
    public string? Answer { get; set; }

    /// <summary>ActionOutcome; null while open.</summary>
    public int? Outcome { get; set; }

    /// <summary>Verdict in words.</summary>
    public string? Reason { get; set; }
}
