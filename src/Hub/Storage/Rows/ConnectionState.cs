namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>How a connection is doing.</summary>
public sealed class ConnectionState
{
    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>fine, slow, quiet, needs-you or off.</summary>
    public string State { get; set; } = "";

    /// <summary>In words, with what to do.</summary>
    public string? Reason { get; set; }

    /// <summary>Unix ms.</summary>
    public long Since { get; set; }

    /// <summary>Unix ms.</summary>
    public long? LastWebhookAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long? LastPollAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long? LastDeliveryAt { get; set; }
}
