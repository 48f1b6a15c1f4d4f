using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>The event names that the hub knows, with subject, meaning and sources. Data: <c>Data/vocabulary.json</c>.</summary>
public static partial class Vocabulary
{
    private static readonly Lazy<ImmutableArray<EventInfo>> Read = new(() => JourneyData.Read<VocabularyFile>("vocabulary.json").Events);
    private static readonly Lazy<FrozenDictionary<string, EventInfo>> ByName = new(() => Read.Value.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal));

    /// <summary>All events in the order of the catalogue; the hub's own come last.</summary>
    public static ImmutableArray<EventInfo> Events => Read.Value;

    /// <summary>The event of this name, or null.</summary>
    public static EventInfo? Find(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary>True for a name of the vocabulary.</summary>
    public static bool Knows(string name) => ByName.Value.ContainsKey(name);

    /// <summary>
    /// The short mark that conditions may ask for in <c>event[mark]</c>: <c>ours</c> for a mail that one of our actions caused, the property's name for a yes, else the
    /// property's value; null when the event has none.
    /// </summary>
    public static string? MarkOf(JourneyEvent happened)
    {
        if (happened is { Name: "email.sent", Cause.ActionKey: not null })
        {
            return "ours";
        }

        if (Find(happened.Name)?.Mark is not { } property)
        {
            return null;
        }

        var value = happened.Property(property);
        return value.Kind switch
        {
            ValueKind.Flag => value.Flag!.Value ? property : null,
            ValueKind.None or ValueKind.Withheld => null,
            _ => value.ToString(),
        };
    }

    /// <summary>True when the event carries the mark: as its <see cref="MarkOf"/>, or as a property that is yes.</summary>
    public static bool HasMark(JourneyEvent happened, string mark) =>
        string.Equals(MarkOf(happened), mark, StringComparison.Ordinal) || happened.Property(mark).Flag == true;

    private sealed record VocabularyFile(ImmutableArray<EventInfo> Events);
}
