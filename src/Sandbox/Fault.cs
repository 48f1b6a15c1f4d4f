namespace IntegrationHub.Sandbox;

/// <summary>One switched-on fault.</summary>
public sealed record Fault
{
    /// <summary>The id to switch it off with; given by <see cref="SandboxFaults.Add"/>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The vendor it hits; null hits all.</summary>
    public string? Vendor { get; init; }

    /// <summary>Only requests whose path and query hold this text, without regard to case.</summary>
    public string? PathContains { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>How many requests it hits before it is over; null is without end.</summary>
    public int? Times { get; init; }

    /// <summary>Until when it lasts, on the vendors' clock; null is without end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For latency and hanging: how long.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>For server errors: the status, 500 when null.</summary>
    public int? Status { get; init; }

    /// <summary>For 429 and server errors: the header's text, sent as it stands, nonsense included. Null sends none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>True when the vendor does the work first and only the answer is lost or replaced.</summary>
    public bool AfterWork { get; init; }
}
