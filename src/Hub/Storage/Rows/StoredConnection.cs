namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A connection that was made by click. Its secrets are those of <c>connection:{client}/{id}</c>.</summary>
public sealed class StoredConnection
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its grant.</summary>
    public string Grant { get; set; } = "";

    /// <summary>What it is to its client.</summary>
    public string Role { get; set; } = "";

    /// <summary>True for the one that stands for its role.</summary>
    public bool IsPrimary { get; set; }

    /// <summary>Shop domain, audience id, portal id or location name.</summary>
    public string Thing { get; set; } = "";

    /// <summary>What its owner calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Settings of this connection: JSON.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>Who connected it.</summary>
    public string By { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long MadeAt { get; set; }

    /// <summary>Unix ms at which it was taken away; null while it is there. The row stays, so that its id never means another thing.</summary>
    public long? RemovedAt { get; set; }
}
