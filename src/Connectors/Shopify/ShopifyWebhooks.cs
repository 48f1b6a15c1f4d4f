using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Checks and cuts Shopify's deliveries. Only the body is signed (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries); topic, shop and ids in headers are
/// claims. Headers come as <c>X-Shopify-*</c> or, in the newer family, as <c>shopify-*</c>.
/// </summary>
internal static class ShopifyWebhooks
{
    private const int SignatureBytes = 32;

    /// <summary>Compares the signature with every live secret, all of them, in constant time.</summary>
    internal static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets)
    {
        var older = request.Header("X-Shopify-Hmac-Sha256");
        var newer = request.Header("shopify-hmac-sha256");
        if (string.IsNullOrEmpty(older) && string.IsNullOrEmpty(newer))
        {
            return new(VerificationReason.MissingSignature);
        }

        if (secrets.Live.Count == 0)
        {
            return new(VerificationReason.NoSecret);
        }

        if (!string.IsNullOrEmpty(older) && !string.IsNullOrEmpty(newer) && !string.Equals(older, newer, StringComparison.Ordinal))
        {
            return new(VerificationReason.WrongSignature);
        }

        Span<byte> claimed = stackalloc byte[SignatureBytes];
        if (!TryDecode(string.IsNullOrEmpty(older) ? newer! : older, claimed))
        {
            return new(VerificationReason.WrongSignature);
        }

        Span<byte> computed = stackalloc byte[SignatureBytes];
        var match = -1;
        for (var i = 0; i < secrets.Live.Count; i++)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secrets.Live[i]), request.Body.Span, computed);
            var same = CryptographicOperations.FixedTimeEquals(claimed, computed);
            match = same && match < 0 ? i : match;
        }

        return match < 0 ? new(VerificationReason.WrongSignature) : new(VerificationReason.Valid, match);
    }

    /// <summary>One delivery is one envelope. At the app's own address only topics whose body names its shop are taken.</summary>
    internal static SplitDelivery Split(WebhookRequest request)
    {
        var topic = Header(request, "Topic") ?? "unknown";
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        var delivery = Header(request, "Webhook-Id");
        var occasion = Header(request, "Event-Id");
        string? route = null;
        string? quarantine = null;
        if (IsAppLevel(request))
        {
            (route, quarantine) = ShopifyShopMarks.Read(topic, request.Body);
        }

        return new([new EnvelopePart(
            0,
            request.Body.Length,
            topic,
            delivery is null ? "b:" + topic + ":" + hash : "w:" + delivery,
            occasion is null ? null : "e:" + topic + ":" + occasion + ":" + hash,
            JsonReading.ToInstant(Header(request, "Triggered-At")),
            route,
            quarantine)]);
    }

    private static bool IsAppLevel(WebhookRequest request) => request.PublicUrl.Contains("/hooks/apps/", StringComparison.Ordinal);

    private static string? Header(WebhookRequest request, string name)
    {
        var value = request.Header("X-Shopify-" + name);
        value = string.IsNullOrWhiteSpace(value) ? request.Header("shopify-" + name) : value;
        return string.IsNullOrWhiteSpace(value) || value.Length > 200 ? null : value.Trim();
    }

    private static bool TryDecode(string text, Span<byte> claimed)
    {
        // Exactly 44 characters without white space that decode to 32 bytes and encode back to themselves: no second spelling of one signature.
        return text.Length == 44
            && !text.AsSpan().ContainsAny(" \t\r\n")
            && Base64.IsValid(text)
            && Convert.TryFromBase64String(text, claimed, out var written)
            && written == SignatureBytes
            && string.Equals(Convert.ToBase64String(claimed), text, StringComparison.Ordinal);
    }
}
