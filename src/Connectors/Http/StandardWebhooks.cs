using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Connectors.Http;

/// <summary>What is signed after Standard Webhooks, the same for whom we call and who calls us: id, time and body, joined by dots. https://www.standardwebhooks.com</summary>
public static class StandardWebhooks
{
    /// <summary>What a secret of this kind begins with.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Mark of the signature's version.</summary>
    public const string VersionMark = "v1,";

    /// <summary>The key in a secret; null when it is none of this kind.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var bytes = new byte[((secret.Length + 3) / 4 * 3) + 3];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Signed(string id, string? time, ReadOnlySpan<byte> body)
    {
        var prefix = Encoding.UTF8.GetBytes($"{id}.{time}.");
        var message = new byte[prefix.Length + body.Length];
        prefix.CopyTo(message, 0);
        body.CopyTo(message.AsSpan(prefix.Length));
        return message;
    }

    /// <summary>A signature as it stands in the header.</summary>
    public static string Sign(byte[] key, string id, string time, ReadOnlySpan<byte> body) => VersionMark + Convert.ToBase64String(HMACSHA256.HashData(key, Signed(id, time, body)));
}
