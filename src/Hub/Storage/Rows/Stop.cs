namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A stop that a person set.</summary>
public sealed class Stop
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>client, rule or connection.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Rule or connection id; empty for the client.</summary>
    public string Target { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long Since { get; set; }

    /// <summary>Who.</summary>
    public string By { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";
}
