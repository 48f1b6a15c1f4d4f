namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A published or drafted mapping.</summary>
public sealed class MappingVersion
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    /// <summary>SHA-256 of the document.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The document as written.</summary>
    public string Document { get; set; } = "";

    /// <summary>draft, published or replaced.</summary>
    public string State { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long At { get; set; }

    /// <summary>Who.</summary>
    public string By { get; set; } = "";

    /// <summary>file or dashboard.</summary>
    public string Source { get; set; } = "";
}
