namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>The key that stored secrets need, by its name, and a known text under it that tells whether a key is the right one.</summary>
public sealed class SecretKeyRow
{
    /// <summary>Name of the key.</summary>
    public string Id { get; set; } = "";

    /// <summary>The known text, encrypted.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>Unix ms.</summary>
    public long MadeAt { get; set; }
}
