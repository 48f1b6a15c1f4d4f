namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>One run of a rule, with its place.</summary>
public sealed class RunRow
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>rule, run key and number.</summary>
    public string Id { get; set; } = "";

    /// <summary>Contact.</summary>
    public long? Contact { get; set; }

    /// <summary>Engine subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Run key.</summary>
    public string RunKey { get; set; } = "";

    /// <summary>Version it runs on.</summary>
    public int MappingVersion { get; set; }

    /// <summary>Step it stands at.</summary>
    public string Step { get; set; } = "";

    /// <summary>RunState.</summary>
    public int State { get; set; }

    /// <summary>RuleMode.</summary>
    public int Mode { get; set; }

    /// <summary>Unix ms.</summary>
    public long StartedAt { get; set; }

    /// <summary>Its timer, unix ms; null when it waits for no time.</summary>
    public long? DueAt { get; set; }

    /// <summary>Unix ms; null while open.</summary>
    public long? EndedAt { get; set; }

    /// <summary>The whole run as JSON.</summary>
    public string Data { get; set; } = "";
}
