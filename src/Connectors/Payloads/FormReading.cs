using System.Net;
using System.Text;

namespace IntegrationHub.Connectors.Payloads;

/// <summary>Reading of form-encoded bodies without surprises: text is cleaned as in JSON, a pair without a name is passed over. Never throws.</summary>
public static class FormReading
{
    /// <summary>Names and values in their order; keys with brackets as they stand (<c>data[merges][FNAME]</c>).</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(ReadOnlySpan<byte> body) =>
        from pair in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries)
        let cut = pair.IndexOf('=', StringComparison.Ordinal)
        where cut > 0
        select (JsonReading.CleanText(WebUtility.UrlDecode(pair[..cut])), JsonReading.CleanText(WebUtility.UrlDecode(pair[(cut + 1)..])));
}
