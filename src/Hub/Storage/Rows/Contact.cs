namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A person with everything the fold says.</summary>
public sealed class Contact
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Raised by every change.</summary>
    public long Version { get; set; }

    /// <summary>Name shown in lists.</summary>
    public string? Name { get; set; }

    /// <summary>Address shown in lists.</summary>
    public string? Email { get; set; }

    /// <summary>Present stage.</summary>
    public string? Stage { get; set; }

    /// <summary>Journey cycle.</summary>
    public int Cycle { get; set; }

    /// <summary>Time of the first event, unix ms.</summary>
    public long FirstAt { get; set; }

    /// <summary>Time of the newest event, unix ms.</summary>
    public long LastAt { get; set; }

    /// <summary>ContactFacts as JSON.</summary>
    public string Facts { get; set; } = "";

    /// <summary>RunLog as JSON.</summary>
    public string Log { get; set; } = "";

    /// <summary>The contact that this one became part of.</summary>
    public long? MergedInto { get; set; }

    /// <summary>Erased on request.</summary>
    public bool Erased { get; set; }
}
