using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>A delivery's form, decoded; keys with brackets as they stand (<c>data[merges][FNAME]</c>).</summary>
internal sealed class MailchimpForm
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a form; never throws.</summary>
    internal MailchimpForm(ReadOnlySpan<byte> body)
    {
        foreach (var (name, value) in FormReading.Pairs(body))
        {
            HasTwice |= !_values.TryAdd(name, value.Trim());
        }
    }

    /// <summary>True when a key came twice: two values for one field are no fact.</summary>
    internal bool HasTwice { get; }

    /// <summary>A non-empty value, or null.</summary>
    internal string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A value under <c>data</c>.</summary>
    internal string? Data(string name) => this["data[" + name + "]"];

    /// <summary>Plain merge fields by tag; nested ones (addresses, groupings) are left out.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Merges()
    {
        const string prefix = "data[merges][";
        return _values.Where(pair => pair.Value.Length > 0 && pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Key.EndsWith(']')
                && !pair.Key[prefix.Length..^1].Contains('[', StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..^1], pair.Value));
    }

    /// <summary><c>fired_at</c>: UTC without zone, to the second.</summary>
    internal DateTimeOffset? FiredAt => JsonReading.ToInstant(this["fired_at"]);
}
