namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A sign-in under way: made when a browser leaves for the vendor, ended when it comes back.</summary>
public sealed class SignIn
{
    /// <summary>SHA-256 of the state, 64 hex digits.</summary>
    public string StateHash { get; set; } = "";

    /// <summary>SHA-256 of the secret in the browser's cookie.</summary>
    public string BrowserHash { get; set; } = "";

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connector id.</summary>
    public string Connector { get; set; } = "";

    /// <summary>What was named before; null otherwise.</summary>
    public string? Thing { get; set; }

    /// <summary>The login that is signed in to again; null for a new one.</summary>
    public string? Grant { get; set; }

    /// <summary>True when the login is to serve several clients.</summary>
    public bool IsShared { get; set; }

    /// <summary>The link by which it came; null for the dashboard.</summary>
    public long? Link { get; set; }

    /// <summary>The address the browser comes back to.</summary>
    public string Redirect { get; set; } = "";

    /// <summary>Who signs in, or who made the link.</summary>
    public string By { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long MadeAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Unix ms at which it came back; null while it has not.</summary>
    public long? UsedAt { get; set; }
}
