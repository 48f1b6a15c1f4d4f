using System.Globalization;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>
/// Shopify's search syntax as far as connections and webhook filters need it: <c>field:value</c>, <c>field:>=value</c>, quotes, a trailing
/// star, AND (also unwritten), OR, NOT and <c>-</c>, brackets (shopify.dev, "Search syntax").
/// </summary>
internal sealed class SearchQuery
{
    private readonly List<string> _tokens;
    private readonly Func<string, IReadOnlyList<object?>?> _value;
    private int _at;

    private SearchQuery(string text, Func<string, IReadOnlyList<object?>?> value)
    {
        _tokens = Tokens(text);
        _value = value;
    }

    /// <summary>True when the object fits.</summary>
    /// <param name="text">The search; empty fits all.</param>
    /// <param name="value">The values of a field; null when the field is unknown.</param>
    /// <param name="unknownFits">Whether a term on an unknown field is passed over (searches) or never fits (webhook filters).</param>
    /// <param name="unknown">Told of each unknown field.</param>
    public static bool Fits(string? text, Func<string, IReadOnlyList<object?>?> value, bool unknownFits = true, Action<string>? unknown = null)
    {
        var query = new SearchQuery(text ?? "", value) { UnknownFits = unknownFits, Unknown = unknown };
        return query._tokens.Count == 0 || query.Or();
    }

    private bool UnknownFits { get; init; }

    private Action<string>? Unknown { get; init; }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '(' or ')')
            {
                tokens.Add(text[i++].ToString());
            }
            else
            {
                var start = i;
                char? quote = null;
                while (i < text.Length && (quote is not null || (!char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')'))))
                {
                    quote = quote is null ? text[i] is '\'' or '"' ? text[i] : null : text[i] == quote ? null : quote;
                    i++;
                }

                tokens.Add(text[start..i]);
            }
        }

        return tokens;
    }

    private bool Or()
    {
        var fits = And();
        while (_at < _tokens.Count && _tokens[_at] == "OR")
        {
            _at++;
            fits |= And();
        }

        return fits;
    }

    private bool And()
    {
        var fits = true;
        while (_at < _tokens.Count && _tokens[_at] is not ("OR" or ")"))
        {
            if (_tokens[_at] == "AND")
            {
                _at++;
                continue;
            }

            fits &= Term();
        }

        return fits;
    }

    private bool Term()
    {
        var token = _tokens[_at++];
        if (token == "NOT")
        {
            return _at >= _tokens.Count || !Term();
        }

        if (token == "(")
        {
            var fits = Or();
            _at++;
            return fits;
        }

        if (token.StartsWith('-') && token.Length > 1)
        {
            _tokens[--_at] = token[1..];
            return !Term();
        }

        var colon = token.IndexOf(':', StringComparison.Ordinal);
        var (field, rest) = colon < 0 ? ("default", token) : (token[..colon], token[(colon + 1)..]);
        var op = new[] { ">=", "<=", ">", "<" }.FirstOrDefault(o => rest.StartsWith(o, StringComparison.Ordinal)) ?? "";
        var wanted = rest[op.Length..].Trim('\'', '"');
        if (_value(field) is not { } values)
        {
            Unknown?.Invoke(field);
            return UnknownFits;
        }

        return values.Any(v => Compare(v, op, wanted));
    }

    private static bool Compare(object? value, string op, string wanted)
    {
        if (value is null)
        {
            return false;
        }

        var order = value switch
        {
            DateTimeOffset at => DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asked) ? at.CompareTo(asked) : (int?)null,
            decimal number => decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var asked) ? number.CompareTo(asked) : null,
            _ => string.Compare(value.ToString(), wanted, StringComparison.OrdinalIgnoreCase),
        };
        return op switch
        {
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            _ when wanted.EndsWith('*') => value.ToString()!.StartsWith(wanted[..^1], StringComparison.OrdinalIgnoreCase),
            _ => order == 0,
        };
    }
}
