namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>What a tool held about a contact's consent, every change.</summary>
public sealed class ConsentRow
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Contact.</summary>
    public long Contact { get; set; }

    /// <summary>Purpose.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>Channel.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Connection that holds it.</summary>
    public string Tool { get; set; } = "";

    /// <summary>Yes or no.</summary>
    public bool Given { get; set; }

    /// <summary>Vendor's time, unix ms.</summary>
    public long At { get; set; }

    /// <summary>Event that said so.</summary>
    public long Event { get; set; }
}
