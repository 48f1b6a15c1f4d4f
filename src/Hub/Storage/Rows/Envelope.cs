namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>One item in a body, with its dedup keys and what became of it.</summary>
public sealed class Envelope
{
    /// <summary>Row id, rising in order of receipt within a process.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection id.</summary>
    public string Connection { get; set; } = "";

    /// <summary>0 webhook, 1 poll, 2 fetch (EnvelopeSource).</summary>
    public int Source { get; set; }

    /// <summary>Webhook topic, stream:name or fetch:kind.</summary>
    public string Topic { get; set; } = "";

    /// <summary>First dedup key, unique per connection.</summary>
    public string Key1 { get; set; } = "";

    /// <summary>Second dedup key, unique per connection where set.</summary>
    public string? Key2 { get; set; }

    /// <summary>Row id of the body.</summary>
    public long Body { get; set; }

    /// <summary>First byte of the item.</summary>
    public int Offset { get; set; }

    /// <summary>Bytes of the item.</summary>
    public int Length { get; set; }

    /// <summary>When it was stored, unix ms.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>The vendor's own time, unix ms.</summary>
    public long? VendorAt { get; set; }

    /// <summary>From backfill, first poll or replay.</summary>
    public bool Historical { get; set; }

    /// <summary>Key of our action that led here, where known.</summary>
    public string? CauseAction { get; set; }

    /// <summary>Hops of the chain that led here.</summary>
    public int CauseHops { get; set; }

    /// <summary>EnvelopeState.</summary>
    public int State { get; set; }

    /// <summary>Why it is unmapped or quarantined.</summary>
    public string? Reason { get; set; }
}
