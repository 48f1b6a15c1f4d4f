namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A secret of a login, a connection or a sign-in under way, encrypted (<c>SecretVault</c>).</summary>
public sealed class StoredSecret
{
    /// <summary>Whose it is: grant:…, connection:…, sign-in:….</summary>
    public string Owner { get; set; } = "";

    /// <summary>Which of its secrets.</summary>
    public string Name { get; set; } = "";

    /// <summary>Client id; empty for what is the agency's own.</summary>
    public string Client { get; set; } = "";

    /// <summary>The key that opens it.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>Nonce, tag, cipher text.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>Unix ms.</summary>
    public long ChangedAt { get; set; }
}
