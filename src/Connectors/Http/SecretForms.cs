using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// The forms in which known secrets appear in texts: plain, in addresses and forms, in JSON, in HTML, as hex and as base64, there also in the middle of something longer
/// (<c>user:secret</c> of a Basic header). Immutable; all forms are looked for in one pass.
/// </summary>
internal sealed class SecretForms
{
    private const int ShortestForm = 6;
    private readonly string[] _longestFirst;
    private readonly SearchValues<string> _search;

    /// <summary>Works the forms out.</summary>
    public SecretForms(IEnumerable<string> secrets)
    {
        _longestFirst = [.. secrets.SelectMany(FormsOf).Where(f => f.Length >= ShortestForm).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length)];
        _search = SearchValues.Create(_longestFirst, StringComparison.Ordinal);
    }

    /// <summary>The text with every form replaced.</summary>
    public string Replace(string text, string mark)
    {
        var rest = text.AsSpan();
        var at = rest.IndexOfAny(_search);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (; at >= 0; at = rest.IndexOfAny(_search))
        {
            clean.Append(rest[..at]).Append(mark);
            rest = rest[at..];
            var found = 0;
            while (!rest.StartsWith(_longestFirst[found], StringComparison.Ordinal))
            {
                found++;
            }

            rest = rest[_longestFirst[found].Length..];
        }

        return clean.Append(rest).ToString();
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] plain =
        [
            secret, JsonEncodedText.Encode(secret).ToString(), JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), secret.Replace("/", "\\/", StringComparison.Ordinal),
            HtmlEncoder.Default.Encode(secret), WebUtility.HtmlEncode(secret), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes),
        ];
        foreach (var form in plain.Concat(Base64(bytes)))
        {
            yield return form;
            foreach (var address in (string[])[Uri.EscapeDataString(form), WebUtility.UrlEncode(form)])
            {
                yield return address;
                yield return LowerEscapes(address);
            }
        }
    }

    // Three bytes become four characters, so a secret inside something longer has three faces; each is cut to the characters that the secret alone decides.
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        for (var before = 0; before < 3; before++)
        {
            var padded = new byte[before + bytes.Length];
            bytes.CopyTo(padded, before);
            var first = ((8 * before) + 5) / 6;
            var core = Convert.ToBase64String(padded)[first..(8 * padded.Length / 6)];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
        }
    }

    private static string LowerEscapes(string address) => string.Concat(address.Select((c, i) =>
        (i > 0 && address[i - 1] == '%') || (i > 1 && address[i - 2] == '%') ? char.ToLowerInvariant(c) : c));
}
