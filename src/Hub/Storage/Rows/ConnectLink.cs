namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A link by which somebody without a place here signs in once.</summary>
public sealed class ConnectLink
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connector id.</summary>
    public string Connector { get; set; } = "";

    /// <summary>The shop, where it must be named before; null otherwise.</summary>
    public string? Thing { get; set; }

    /// <summary>The login that is to be signed in to again; null for a new one.</summary>
    public string? Grant { get; set; }

    /// <summary>SHA-256 of the link's secret, 64 hex digits; the secret itself is kept nowhere.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>For whom it was made.</summary>
    public string For { get; set; } = "";

    /// <summary>Who made it.</summary>
    public string By { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long At { get; set; }

    /// <summary>Unix ms from which it opens nothing.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Unix ms at which it was opened first.</summary>
    public long? OpenedAt { get; set; }

    /// <summary>Unix ms at which somebody signed in by it.</summary>
    public long? UsedAt { get; set; }

    /// <summary>Unix ms at which it was taken back.</summary>
    public long? TakenBackAt { get; set; }
}
