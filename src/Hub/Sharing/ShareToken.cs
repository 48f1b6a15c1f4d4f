using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Hub.Sharing;

/// <summary>The secret in a link: 256 bits by chance. It is shown once and kept as its hash only; so long a secret needs neither salt nor a slow hash.</summary>
public static class ShareToken
{
    /// <summary>Characters of a secret.</summary>
    public const int Length = 43;

    /// <summary>A new secret, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash that is kept; null for what cannot be a secret.</summary>
    public static string? HashOf(string token) =>
        token.Length == Length && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))) : null;
}
