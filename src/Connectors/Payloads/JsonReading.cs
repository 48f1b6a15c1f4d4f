using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.Connectors.Payloads;

/// <summary>
/// Reading of hostile JSON without surprises: a wrong kind is "not there", ids are exact digits, text is cleaned (no NUL, no half surrogate pairs).
/// Several names mean: the first one that is there and not null.
/// </summary>
public static class JsonReading
{
    /// <summary>Strict parsing: 64 levels, no key twice in one object (two values for one field are no fact), no comments.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The faults that JSON bytes can raise while being read, lone surrogates and bad UTF-8 included.</summary>
    public static bool IsReadingFault(Exception fault) =>
        fault is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException;

    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement Get(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return default;
        }

        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var found) && found.ValueKind is not JsonValueKind.Null)
            {
                return found;
            }
        }

        return default;
    }

    /// <summary>The elements of an array, or nothing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>A non-blank text, cleaned and trimmed; null for anything else.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var found = names.IsEmpty ? element : element.Get(names);
        if (found.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        var text = Clean(found).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Yes or no; null for anything else.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> names) => element.Get(names).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>An id as exact digits: from a JSON integer or from the end of a gid; null for anything else.</summary>
    public static string? Digits(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var found = element.Get(name);
            var text = found.ValueKind switch
            {
                JsonValueKind.Number => found.GetRawText(),
                JsonValueKind.String => AfterLastSlash(Clean(found)),
                _ => null,
            };
            if (text is { Length: > 0 and <= 30 } && text.All(char.IsAsciiDigit))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A decimal from a number or a numeric text, below 10^12 either way; null for anything else. Exponents are refused: a short text must not make a huge number.</summary>
    public static decimal? Amount(this JsonElement element, params ReadOnlySpan<string> names)
    {
        var found = names.IsEmpty ? element : element.Get(names);
        var text = found.ValueKind switch
        {
            JsonValueKind.Number => found.GetRawText(),
            JsonValueKind.String => Clean(found),
            _ => null,
        };
        return text is { Length: <= 40 }
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && Math.Abs(amount) < 1_000_000_000_000m
            ? amount
            : null;
    }

    /// <summary>An instant from ISO text with an offset (UTC when it names none); null for anything else.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, params ReadOnlySpan<string> names) => ToInstant(element.Text(names));

    /// <summary>An instant from text; null when it is none.</summary>
    public static DateTimeOffset? ToInstant(string? text) =>
        text is { Length: >= 8 and <= 40 }
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is > 1970 and < 2200
            ? time
            : null;

    /// <summary>Text without NUL and without half surrogate pairs (replaced by U+FFFD).</summary>
    public static string CleanText(string text)
    {
        var index = 0;
        while (index < text.Length && text[index] != '\0' && !char.IsSurrogate(text[index]))
        {
            index++;
        }

        if (index == text.Length)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static string? AfterLastSlash(string text)
    {
        var end = text.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? text : text[..end];
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private static string Clean(JsonElement text)
    {
        try
        {
            return CleanText(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or bad UTF-8: JsonElement refuses the whole text, we keep what is readable of it.
            return CleanText(Unescape(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text)[1..^1])));
        }
    }

    private static string Unescape(string raw)
    {
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                result.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                result.Append((char)unit);
                i += 4;
                continue;
            }

            result.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
        }

        return result.ToString();
    }
}
