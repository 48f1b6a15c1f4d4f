namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>What came in, per connection and UTC day (P5).</summary>
public sealed class Counter
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>UTC day as yyyymmdd.</summary>
    public int Day { get; set; }

    /// <summary>received, duplicate, rejected:REASON, done, unmapped, quarantined.</summary>
    public string Kind { get; set; } = "";

    /// <summary>How many.</summary>
    public long N { get; set; }
}
