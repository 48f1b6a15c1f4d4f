using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>
/// Checks calls: after Standard Webhooks (https://www.standardwebhooks.com: <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c>), or an HMAC-SHA256 of the body in one header, in hex or
/// base64, with or without <c>sha256=</c>. Without a secret the one in the address vouches.
/// </summary>
internal static class WebhookInSignature
{
    private const string DefaultHeader = "X-Signature-256";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    internal static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.Live.Count == 0)
        {
            return new(VerificationReason.Valid);
        }

        if (request.Header("webhook-signature") is { Length: > 0 } standard)
        {
            return VerifyStandard(request, standard, secrets, now);
        }

        var header = request.Header(secrets.Settings.GetValueOrDefault("signatureHeader", DefaultHeader)) ?? request.Header("X-Hub-Signature-256");
        if (string.IsNullOrWhiteSpace(header))
        {
            return new(VerificationReason.MissingSignature);
        }

        var text = header.Trim();
        text = text.StartsWith("sha256=", StringComparison.OrdinalIgnoreCase) ? text["sha256=".Length..] : text;
        var claimed = text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : FromBase64(text);
        return claimed is null ? new(VerificationReason.WrongSignature) : Match(claimed, secrets, request.Body.Span, Encoding.UTF8.GetBytes) is var match and >= 0 ? new(VerificationReason.Valid, match) : new(VerificationReason.WrongSignature);
    }

    /// <summary>A delivery is one envelope. Its key is the caller's own id of it, else the hash of its bytes.</summary>
    internal static SplitDelivery Split(WebhookRequest request)
    {
        var isForm = request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var id = request.Header("webhook-id") is { Length: > 0 and <= 200 } own ? "w:" + own : Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        return new([new EnvelopePart(0, request.Body.Length, isForm ? "form" : "json", id, null, TimeOf(request))]);
    }

    private static WebhookVerification VerifyStandard(WebhookRequest request, string header, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (request.Header("webhook-id") is not { Length: > 0 and <= 200 } id || TimeOf(request) is not { } at)
        {
            return new(VerificationReason.WrongSignature);
        }

        var message = StandardWebhooks.Signed(id, request.Header("webhook-timestamp"), request.Body.Span);
        foreach (var one in header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            if (one.StartsWith(StandardWebhooks.VersionMark, StringComparison.Ordinal) && FromBase64(one[StandardWebhooks.VersionMark.Length..]) is { } claimed && Match(claimed, secrets, message, KeyOf) is var match and >= 0)
            {
                return new((now - at).Duration() > Tolerance ? VerificationReason.StaleTime : VerificationReason.Valid, match);
            }
        }

        return new(VerificationReason.WrongSignature);
    }

    private static int Match(byte[] claimed, WebhookSecrets secrets, ReadOnlySpan<byte> message, Func<string, byte[]> keyOf)
    {
        var match = -1;
        for (var i = 0; i < secrets.Live.Count; i++)
        {
            var same = CryptographicOperations.FixedTimeEquals(claimed, HMACSHA256.HashData(keyOf(secrets.Live[i]), message));
            match = same && match < 0 ? i : match;
        }

        return match;
    }

    private static byte[] KeyOf(string secret) => StandardWebhooks.KeyOf(secret) ?? Encoding.UTF8.GetBytes(secret);

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[((text.Length + 3) / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == 32 ? bytes[..length] : null;
    }

    private static DateTimeOffset? TimeOf(WebhookRequest request) =>
        long.TryParse(request.Header("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
