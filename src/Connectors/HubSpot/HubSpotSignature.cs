using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>HubSpot's three request signatures ("Validating requests" in the developer docs). Pure; compares in constant time over all live secrets.</summary>
public static class HubSpotSignature
{
    // The only escapes that are decoded before signing. The question mark that begins the query is a plain character and stays.
    private static readonly Dictionary<string, char> DecodedEscapes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["3A"] = ':', ["2F"] = '/', ["3F"] = '?', ["40"] = '@', ["21"] = '!', ["24"] = '$', ["27"] = '\'',
        ["28"] = '(', ["29"] = ')', ["2A"] = '*', ["2C"] = ',', ["3B"] = ';',
    };

    /// <summary>Checks the strongest signature that the request carries: v3, else v2, else v1.</summary>
    public static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.Live.Count == 0)
        {
            return new(VerificationReason.NoSecret);
        }

        if (request.Header("X-HubSpot-Signature-v3") is { Length: > 0 } v3)
        {
            return VerifyV3(request, secrets, v3, now);
        }

        if (request.Header("X-HubSpot-Signature") is not { Length: > 0 } older)
        {
            return new(VerificationReason.MissingSignature);
        }

        var version = request.Header("X-HubSpot-Signature-Version");
        if (version is not (null or "" or "v1" or "v2") || !TryHex(older, out var claimed))
        {
            return new(VerificationReason.WrongSignature);
        }

        var prefix = version == "v2" ? request.Method + request.PublicUrl : "";
        return Match(secrets, claimed, secret => Sha256(secret + prefix, request.Body.Span));
    }

    /// <summary>Decodes the escapes that HubSpot lists, in either case, once, and leaves every other escape as it is.</summary>
    public static string DecodeListed(string uri)
    {
        if (!uri.Contains('%', StringComparison.Ordinal))
        {
            return uri;
        }

        var text = new StringBuilder(uri.Length);
        for (var i = 0; i < uri.Length; i++)
        {
            if (uri[i] == '%' && i + 2 < uri.Length && DecodedEscapes.TryGetValue(uri.Substring(i + 1, 2), out var plain))
            {
                text.Append(plain);
                i += 2;
            }
            else
            {
                text.Append(uri[i]);
            }
        }

        return text.ToString();
    }

    private static WebhookVerification VerifyV3(WebhookRequest request, WebhookSecrets secrets, string signature, DateTimeOffset now)
    {
        var stamp = request.Header("X-HubSpot-Request-Timestamp") ?? "";
        var claimed = new byte[32];
        if (signature.Length != 44 || !Convert.TryFromBase64String(signature, claimed, out var length) || length != 32)
        {
            return new(VerificationReason.WrongSignature);
        }

        var head = Encoding.UTF8.GetBytes(request.Method + DecodeListed(request.PublicUrl));
        var tail = Encoding.UTF8.GetBytes(stamp);
        var match = Match(secrets, claimed, secret =>
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
            hmac.AppendData(head);
            hmac.AppendData(request.Body.Span);
            hmac.AppendData(tail);
            return hmac.GetHashAndReset();
        });
        if (!match.IsValid)
        {
            return match;
        }

        // Official SDKs refuse only old stamps; a stamp from the future is as wrong.
        var fresh = long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && Math.Abs((decimal)now.ToUnixTimeMilliseconds() - at) <= (decimal)HubSpotSettings.SignatureTolerance.TotalMilliseconds;
        return fresh ? match : match with { Reason = VerificationReason.StaleTime };
    }

    private static WebhookVerification Match(WebhookSecrets secrets, byte[] claimed, Func<string, byte[]> expected)
    {
        var index = -1;
        for (var i = 0; i < secrets.Live.Count; i++)
        {
            var same = CryptographicOperations.FixedTimeEquals(expected(secrets.Live[i]), claimed);
            index = same && index < 0 ? i : index;
        }

        return index < 0 ? new(VerificationReason.WrongSignature) : new(VerificationReason.Valid, index);
    }

    private static byte[] Sha256(string head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length != 64 || !text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        bytes = Convert.FromHexString(text);
        return true;
    }
}
