namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Which contacts an envelope names: the index that erasure works from.</summary>
public sealed class EnvelopeContact
{
    /// <summary>Envelope.</summary>
    public long Envelope { get; set; }

    /// <summary>Contact.</summary>
    public long Contact { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";
}
