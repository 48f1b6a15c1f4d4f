using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace IntegrationHub.Journey;

/// <summary>
/// One value of an event property or a contact field: text, number, yes/no, instant, list of texts, nothing, or withheld.
/// Immutable; equality is by value. <see cref="ValueKind.Withheld"/> means that a vendor keeps the value from us: it is not the same as empty.
/// </summary>
[JsonConverter(typeof(ValueJsonConverter))]
public readonly record struct Value
{
    private readonly object? _content;

    private Value(ValueKind kind, object? content) => (Kind, _content) = (kind, content);

    /// <summary>What the value holds.</summary>
    public ValueKind Kind { get; }

    /// <summary>No value: the tool said that there is none.</summary>
    public static Value None => default;

    /// <summary>The vendor withholds the value (protected customer data, an anonymous reviewer).</summary>
    public static Value Withheld { get; } = new(ValueKind.Withheld, null);

    /// <summary>A text; <c>null</c> gives <see cref="None"/>.</summary>
    public static Value Of(string? text) => text is null ? None : new(ValueKind.Text, text);

    /// <summary>A number. Ids are texts, never numbers.</summary>
    public static Value Of(decimal number) => new(ValueKind.Number, number);

    /// <summary>Yes or no.</summary>
    public static Value Of(bool flag) => new(ValueKind.Flag, flag);

    /// <summary>An instant, kept in UTC with millisecond precision.</summary>
    public static Value Of(DateTimeOffset time) =>
        new(ValueKind.Time, DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()));

    /// <summary>A list of texts in the order given.</summary>
    public static Value Of(IEnumerable<string> texts) => new(ValueKind.List, new ValueList(texts.ToImmutableArray()));

    /// <summary>The text, or <c>null</c> when this is no text.</summary>
    public string? Text => _content as string;

    /// <summary>The number, or <c>null</c> when this is no number.</summary>
    public decimal? Number => _content as decimal?;

    /// <summary>Yes or no, or <c>null</c> when this is neither.</summary>
    public bool? Flag => _content as bool?;

    /// <summary>The instant, or <c>null</c> when this is none.</summary>
    public DateTimeOffset? Time => _content as DateTimeOffset?;

    /// <summary>The texts of a list; empty when this is no list.</summary>
    public ImmutableArray<string> List => _content is ValueList list ? list.Items : [];

    /// <summary>True when there is something to compare: neither none nor withheld.</summary>
    public bool HasContent => Kind is not (ValueKind.None or ValueKind.Withheld);

    /// <summary>How the value reads in a sentence, in the invariant culture; empty for none, "withheld" for withheld.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Text => Text!,
        ValueKind.Number => Number!.Value.ToString("0.####", CultureInfo.InvariantCulture),
        ValueKind.Flag => Flag!.Value ? "yes" : "no",
        ValueKind.Time => Time!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ValueKind.List => string.Join(", ", List),
        ValueKind.Withheld => "withheld",
        _ => "",
    };

    private sealed record ValueList(ImmutableArray<string> Items)
    {
        public bool Equals(ValueList? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item));
    }
}
