namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A write of ours that will come back.</summary>
public sealed class Echo
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Vendor object.</summary>
    public string Object { get; set; } = "";

    /// <summary>Field of it.</summary>
    public string Field { get; set; } = "";

    /// <summary>Hash of the canonical value.</summary>
    public string ValueHash { get; set; } = "";

    /// <summary>Action key.</summary>
    public string Action { get; set; } = "";

    /// <summary>Hops of the action's chain.</summary>
    public int Hops { get; set; }

    /// <summary>Forgotten after, unix ms.</summary>
    public long Until { get; set; }
}
