using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Hub.Secrets;

/// <summary>Secrets that pass through a browser: the state of a sign-in, the cookie beside it, the secret in a link. 256 bits by chance, shown once and kept as their hash only; so long a secret needs neither salt nor a slow hash.</summary>
public static class BrowserSecret
{
    /// <summary>Characters of a secret.</summary>
    public const int Length = 43;

    /// <summary>A new secret, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash that is kept; null for what cannot be a secret.</summary>
    public static string? HashOf(string? secret) =>
        secret is { Length: Length } && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret))) : null;

    /// <summary>The challenge of a code verifier (RFC 7636, S256).</summary>
    public static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
