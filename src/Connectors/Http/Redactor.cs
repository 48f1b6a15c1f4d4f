using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IntegrationHub.Connectors.Http;

/// <summary>The hub's one redactor: takes credentials out of every text that is kept or shown. Safe to call concurrently.</summary>
public static partial class Redactor
{
    private const string Mark = "[redacted]";
    private const int ShortestSecret = 6;
    private static readonly ConcurrentDictionary<string, byte> Secrets = new(StringComparer.Ordinal);

    /// <summary>Makes a resolved secret known, so that it is found in any text from now on. Very short values are ignored: they would blot out ordinary words.</summary>
    public static void Register(string? secret)
    {
        if (secret is { Length: >= ShortestSecret })
        {
            Secrets.TryAdd(secret, 0);
        }
    }

    /// <summary>The text without credentials.</summary>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        foreach (var secret in Secrets.Keys.OrderByDescending(known => known.Length))
        {
            text = text.Replace(secret, Mark, StringComparison.Ordinal);
            text = text.Replace(Uri.EscapeDataString(secret), Mark, StringComparison.Ordinal);
        }

        text = HeaderValue().Replace(text, "$1" + Mark);
        text = SchemeToken().Replace(text, "$1 " + Mark);
        text = NamedValue().Replace(text, "$1" + Mark);
        return VendorToken().Replace(text, Mark);
    }

    [GeneratedRegex(@"(?i)((?:authorization|x-shopify-access-token|x-shopify-hmac-sha256|x-hubspot-signature(?:-v3)?|x-mailchimp-signature|cookie|set-cookie)\s*[:=]\s*)[^\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderValue();

    [GeneratedRegex(@"(?i)\b(bearer|basic|oauth)\s+[A-Za-z0-9._~+/=-]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex SchemeToken();

    [GeneratedRegex(@"(?i)([""']?(?:access_token|refresh_token|client_secret|api_key|apikey|hapikey|signing_secret|password|id_token)[""']?\s*[:=]\s*[""']?)[^""'&\s,}]{4,}", RegexOptions.NonBacktracking)]
    private static partial Regex NamedValue();

    // Shopify tokens and secrets, Mailchimp keys (32 hex and a data centre), HubSpot private app tokens, Google access and refresh tokens, JSON web tokens.
    [GeneratedRegex(@"shp(?:at|ss|ca|pa|rt|tka)_[A-Za-z0-9]{4,}|[0-9a-f]{32}-us[0-9]{1,3}|pat-[a-z]{2}[0-9]{1,2}-[0-9a-f-]{20,}|ya29\.[A-Za-z0-9_-]{10,}|1//[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex VendorToken();
}
