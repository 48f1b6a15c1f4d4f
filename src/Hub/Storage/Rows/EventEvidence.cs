namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>An envelope that showed an event.</summary>
public sealed class EventEvidence
{
    /// <summary>Event.</summary>
    public long Event { get; set; }

    /// <summary>Envelope.</summary>
    public long Envelope { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";
}
