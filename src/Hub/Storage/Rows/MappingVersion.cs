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

    /// <summary>draft, published, replaced or discarded.</summary>
    public string State { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long At { get; set; }

    /// <summary>Who.</summary>
    public string By { get; set; } = "";

    /// <summary>file or dashboard.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it was put in force last, Unix ms; null when it never was, or began with the client.</summary>
    public long? PublishedAt { get; set; }

    /// <summary>Who put it in force last.</summary>
    public string? PublishedBy { get; set; }

    /// <summary>Why, in that person's words.</summary>
    public string? Note { get; set; }
}
