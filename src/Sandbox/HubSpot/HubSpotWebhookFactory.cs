using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Bodies, headers and signatures of HubSpot's webhook deliveries (developers.hubspot.com: "Configure webhooks", "Request validation").</summary>
public static class HubSpotWebhookFactory
{
    // The only escapes that are decoded before signing with v3; a full decode would be wrong for %20, %25 and +.
    private static readonly (string Escape, string Plain)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"),
        ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <summary>The body of one delivery: an array of at most 100 events.</summary>
    public static byte[] Body(IEnumerable<HubSpotWebhookEvent> events, long portalId, long appId, int attempt) =>
        Encoding.UTF8.GetBytes(new JArray(events.Select(e => e.ToJson(portalId, appId, attempt))).ToString(Formatting.None));

    /// <summary>The headers of a delivery to <paramref name="uri"/> at <paramref name="now"/>.</summary>
    public static IReadOnlyDictionary<string, string> Headers(
        HubSpotSignatures which, string secret, string method, string uri, byte[] body, DateTimeOffset now)
    {
        var headers = new Dictionary<string, string> { ["User-Agent"] = "HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks" };
        if (which.HasFlag(HubSpotSignatures.V2))
        {
            headers["X-HubSpot-Signature"] = SignV2(secret, method, uri, body);
            headers["X-HubSpot-Signature-Version"] = "v2";
        }
        else if (which.HasFlag(HubSpotSignatures.V1))
        {
            headers["X-HubSpot-Signature"] = SignV1(secret, body);
            headers["X-HubSpot-Signature-Version"] = "v1";
        }

        if (which.HasFlag(HubSpotSignatures.V3))
        {
            var stamp = now.ToUnixTimeMilliseconds();
            headers["X-HubSpot-Signature-v3"] = SignV3(secret, method, uri, body, stamp);
            headers["X-HubSpot-Request-Timestamp"] = stamp.ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    /// <summary>v1: hex of SHA-256 over secret and body.</summary>
    public static string SignV1(string secret, byte[] body) => Hex([.. Encoding.UTF8.GetBytes(secret), .. body]);

    /// <summary>v2: hex of SHA-256 over secret, method, URI and body.</summary>
    public static string SignV2(string secret, string method, string uri, byte[] body) => Hex([.. Encoding.UTF8.GetBytes(secret + method + uri), .. body]);

    /// <summary>v3: base64 of HMAC-SHA256 over method, URI with the documented escapes decoded, body and timestamp in milliseconds.</summary>
    public static string SignV3(string secret, string method, string uri, byte[] body, long timestamp)
    {
        byte[] source =
        [
            .. Encoding.UTF8.GetBytes(method + Decode(uri)), .. body, .. Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture)),
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), source));
    }

    private static string Decode(string uri)
    {
        foreach (var (escape, plain) in Decoded) uri = uri.Replace(escape, plain, StringComparison.OrdinalIgnoreCase);
        return uri;
    }

    private static string Hex(byte[] source) => Convert.ToHexStringLower(SHA256.HashData(source));
}
