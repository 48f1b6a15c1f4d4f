namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>What a rule concluded, and why.</summary>
public sealed class Decision
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Event decided on.</summary>
    public long? Event { get; set; }

    /// <summary>Contact.</summary>
    public long? Contact { get; set; }

    /// <summary>Engine subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Run key.</summary>
    public string RunKey { get; set; } = "";

    /// <summary>Step id.</summary>
    public string? Step { get; set; }

    /// <summary>Version of the mapping.</summary>
    public int MappingVersion { get; set; }

    /// <summary>RuleMode.</summary>
    public int Mode { get; set; }

    /// <summary>Verdict.</summary>
    public int Verdict { get; set; }

    /// <summary>The clause that decided.</summary>
    public string? Clause { get; set; }

    /// <summary>The value as it was then.</summary>
    public string? Value { get; set; }

    /// <summary>The conclusion in words.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long? NextTryAt { get; set; }

    /// <summary>The time it was made with, unix ms.</summary>
    public long Now { get; set; }

    /// <summary>A later event would change it.</summary>
    public bool CameLate { get; set; }
}
