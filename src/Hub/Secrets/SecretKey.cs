using System.Security.Cryptography;

namespace IntegrationHub.Hub.Secrets;

/// <summary>A key of 256 bits and the name by which rows say which key they need.</summary>
/// <param name="Id">First 16 hex digits of the key's SHA-256: tells keys apart and says nothing of them.</param>
/// <param name="Bytes">The key; never to be logged.</param>
internal sealed record SecretKey(string Id, byte[] Bytes)
{
    /// <summary>Names a key.</summary>
    public static SecretKey Of(byte[] bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], bytes);

    /// <summary>Never shows the key.</summary>
    public override string ToString() => "key " + Id;
}
