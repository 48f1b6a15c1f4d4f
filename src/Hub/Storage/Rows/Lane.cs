namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Who owns a client's ordered work.</summary>
public sealed class Lane
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Raised by each new owner.</summary>
    public long Epoch { get; set; }

    /// <summary>Process that owns it.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long Since { get; set; }
}
