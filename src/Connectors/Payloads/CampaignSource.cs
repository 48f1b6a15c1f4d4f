using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Payloads;

/// <summary>Works out where a person came from: UTM marks in the landing page, the referring host, the user agent.</summary>
public static class CampaignSource
{
    private static readonly string[] SearchHosts = ["google.", "bing.", "duckduckgo.", "ecosia.", "yahoo.", "qwant.", "startpage.", "baidu.", "yandex."];
    private static readonly string[] SocialHosts =
        ["facebook.", "instagram.", "t.co", "twitter.", "x.com", "linkedin.", "lnkd.in", "pinterest.", "tiktok.", "youtube.", "reddit.", "threads."];

    /// <summary>The source, or null when nothing at all is told.</summary>
    /// <param name="landing">First page seen, absolute or from the root, with its query.</param>
    /// <param name="referrer">Referring page.</param>
    /// <param name="userAgent">User agent of the browser.</param>
    public static EventSource? From(string? landing, string? referrer, string? userAgent)
    {
        if (landing is null && referrer is null && userAgent is null)
        {
            return null;
        }

        var query = Query(landing);
        return Of(landing, referrer, userAgent, query.GetValueOrDefault("utm_source"), query.GetValueOrDefault("utm_medium"), query.GetValueOrDefault("utm_campaign"),
            query.GetValueOrDefault("utm_content"), query.GetValueOrDefault("utm_term"));
    }

    /// <summary>The source from marks that the vendor already took apart.</summary>
    public static EventSource Of(
        string? landing, string? referrer, string? userAgent, string? source, string? medium, string? campaign, string? content = null, string? term = null) => new()
        {
            Channel = Channel(source, medium, referrer, landing),
            UtmSource = source,
            Medium = medium,
            Campaign = campaign,
            Content = content,
            Term = term,
            Referrer = referrer,
            Landing = landing,
            Device = Device(userAgent),
        };

    /// <summary><c>mobile</c>, <c>tablet</c> or <c>desktop</c>; null where the user agent does not tell.</summary>
    public static string? Device(string? userAgent) => userAgent switch
    {
        null => null,
        _ when Has(userAgent, "ipad") || Has(userAgent, "tablet") => "tablet",
        _ when Has(userAgent, "android") => Has(userAgent, "mobile") ? "mobile" : "tablet",
        _ when Has(userAgent, "iphone") || Has(userAgent, "mobile") => "mobile",
        _ when Has(userAgent, "windows") || Has(userAgent, "macintosh") || Has(userAgent, "x11") || Has(userAgent, "cros") => "desktop",
        _ => null,
    };

    private static string? Channel(string? source, string? medium, string? referrer, string? landing)
    {
        if (medium is not null || source is not null)
        {
            var mark = (medium ?? "") + " " + (source ?? "");
            return mark switch
            {
                _ when Has(mark, "cpc") || Has(mark, "ppc") || Has(mark, "paid") || Has(mark, "ads") || Has(mark, "display") => "ads",
                _ when Has(mark, "mail") || Has(mark, "newsletter") => "email",
                _ when Has(mark, "social") || SocialHosts.Any(host => Has(mark, host.TrimEnd('.'))) => "social",
                _ when Has(mark, "organic") || Has(mark, "search") => "search",
                _ => "referral",
            };
        }

        if (referrer is not null && Uri.TryCreate(referrer, UriKind.Absolute, out var page) && page.Host.Length > 0)
        {
            var host = page.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? page.Host[4..] : page.Host;
            return SearchHosts.Any(known => InHost(host, known)) ? "search" : SocialHosts.Any(known => InHost(host, known)) ? "social" : "referral";
        }

        return landing is null ? null : "direct";
    }

    private static bool InHost(string host, string known) =>
        host.StartsWith(known, StringComparison.OrdinalIgnoreCase) || host.Contains("." + known, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Query(string? page)
    {
        var marks = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var start = page?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            return marks;
        }

        foreach (var pair in page![(start + 1)..].Split('#')[0].Split('&'))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0 && cut < pair.Length - 1)
            {
                marks.TryAdd(pair[..cut], JsonReading.CleanText(Uri.UnescapeDataString(pair[(cut + 1)..].Replace('+', ' '))));
            }
        }

        return marks;
    }
}
