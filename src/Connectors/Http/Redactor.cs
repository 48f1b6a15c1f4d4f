using System.Text.RegularExpressions;

namespace IntegrationHub.Connectors.Http;

/// <summary>The hub's one redactor: takes credentials out of every text that is kept or shown. Safe to call concurrently.</summary>
public static partial class Redactor
{
    private const string Mark = "[redacted]";
    private const int ShortestSecret = 6;
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Secrets = new(StringComparer.Ordinal);
    private static volatile SecretForms _forms = new([]);

    /// <summary>Makes resolved secrets known, so that they are found in any text from now on. Very short values are ignored: they would blot out ordinary words.</summary>
    public static void Register(params ReadOnlySpan<string?> secrets)
    {
        lock (Gate)
        {
            var known = Secrets.Count;
            foreach (var secret in secrets)
            {
                if (secret is { Length: >= ShortestSecret })
                {
                    Secrets.Add(secret);
                }
            }

            if (Secrets.Count > known)
            {
                _forms = new SecretForms(Secrets);
            }
        }
    }

    /// <summary>The text without credentials.</summary>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        text = _forms.Replace(text, Mark);
        text = HookAddress().Replace(text, "$1" + Mark);
        text = HeaderValue().Replace(text, "$1" + Mark);
        text = SchemeToken().Replace(text, "$1 " + Mark);
        text = NamedValue().Replace(text, "$1" + Mark);
        return VendorToken().Replace(text, Mark);
    }

    [GeneratedRegex(@"(?i)((?:authorization|x-shopify-access-token|x-shopify-hmac-sha256|x-hubspot-signature(?:-v3)?|x-mailchimp-signature|cookie|set-cookie)\s*[:=]\s*)[^\r\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderValue();

    // The last segment of some webhook addresses is a secret, also one that is no longer ours or was never right.
    [GeneratedRegex(@"(/hooks/[a-z0-9-]{1,40}/[a-z0-9-]{1,40}/)[^\s/?""'<>&]+", RegexOptions.NonBacktracking)]
    private static partial Regex HookAddress();

    [GeneratedRegex(@"(?i)\b(bearer|basic|oauth)\s+[A-Za-z0-9._~+/=-]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex SchemeToken();

    [GeneratedRegex(@"(?i)([""']?(?:access_token|refresh_token|client_secret|api_key|apikey|hapikey|signing_secret|password|id_token)[""']?\s*[:=]\s*[""']?)[^""'&\s,}]{4,}", RegexOptions.NonBacktracking)]
    private static partial Regex NamedValue();

    // Shopify tokens and secrets, Mailchimp keys (32 hex and a data centre), HubSpot private app tokens, Google access and refresh tokens, JSON web tokens.
    [GeneratedRegex(@"shp(?:at|ss|ca|pa|rt|tka)_[A-Za-z0-9]{4,}|[0-9a-f]{32}-us[0-9]{1,3}|pat-[a-z]{2}[0-9]{1,2}-[0-9a-f-]{20,}|ya29\.[A-Za-z0-9_-]{10,}|1//[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", RegexOptions.NonBacktracking)]
    private static partial Regex VendorToken();
}
