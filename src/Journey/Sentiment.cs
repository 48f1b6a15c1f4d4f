using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IntegrationHub.Journey;

/// <summary>
/// How a review sounds: <c>positive</c>, <c>mixed</c> or <c>negative</c>. The stars decide; a small list of words moves it by one step at most, and only where the language is known. It is an attribute to look at, no ground
/// for choosing whom to ask for a review.
/// </summary>
public static partial class Sentiment
{
    private const int Read = 4_000; // characters of a text that are looked at: the longest review that Google takes
    private static readonly Lazy<ImmutableArray<Lexicon>> Lexicons = new(() => [.. JourneyData.Read<SentimentFile>("sentiment.json").Languages.Select(l => new Lexicon(l.Key, Of(l.Value.Common), Of(l.Value.Pleased), Of(l.Value.Displeased), Of(l.Value.Not)))]);

    /// <summary>Says how it sounds; null where there are neither stars nor words that say anything.</summary>
    /// <param name="stars">1 to 5; null when none are known.</param>
    /// <param name="text">The text; null for a review of stars only.</param>
    public static string? Of(int? stars, string? text)
    {
        var words = Words(text);
        var leaning = Language(words) is { } lexicon ? Leaning(words, lexicon) : 0;
        return (stars, leaning) switch
        {
            ( >= 4, < 0) or (<= 2, > 1) => "mixed",
            ( >= 4, _) => "positive",
            ( <= 2, _) => "negative",
            (null, 0) => null,
            (_, > 0) => "positive",
            (_, < 0) => "negative",
            _ => "mixed",
        };
    }

    /// <summary>The language of a text by its common words: <c>de</c>, <c>en</c>, <c>fr</c>, <c>it</c>; null when it is another one or too short to tell.</summary>
    public static string? LanguageOf(string? text) => Language(Words(text))?.Name;

    private static Lexicon? Language(List<string> words)
    {
        var found = Lexicons.Value.Select(l => (Lexicon: l, Hits: words.Count(w => l.Common.Contains(w) || l.Pleased.Contains(w) || l.Displeased.Contains(w)))).OrderByDescending(l => l.Hits).ToList();
        return found[0].Hits > found[1].Hits ? found[0].Lexicon : null;
    }

    // Pleased words minus displeased ones; a word after a "not" counts the other way.
    private static int Leaning(List<string> words, Lexicon lexicon)
    {
        var sum = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var side = lexicon.Pleased.Contains(words[i]) ? 1 : lexicon.Displeased.Contains(words[i]) ? -1 : 0;
            var turned = side != 0 && words.Skip(Math.Max(0, i - 2)).Take(Math.Min(2, i)).Any(lexicon.Not.Contains);
            sum += turned ? -side : side;
        }

        return sum;
    }

    // Google puts its own translation in front; what the person wrote stands behind "(Original)".
    private static List<string> Words(string? text)
    {
        var original = text?.IndexOf("(Original)", StringComparison.Ordinal) is >= 0 and var at ? text[(at + 10)..] : text ?? "";
        return [.. WordPattern().Matches(original.Length > Read ? original[..Read] : original).Select(m => m.Value.ToLowerInvariant().Replace('’', '\''))];
    }

    private static FrozenSet<string> Of(ImmutableArray<string> words) => words.ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}]+(?:['’]\p{L}+)?")]
    private static partial Regex WordPattern();

    private sealed record Lexicon(string Name, FrozenSet<string> Common, FrozenSet<string> Pleased, FrozenSet<string> Displeased, FrozenSet<string> Not);

    private sealed record SentimentFile(ImmutableSortedDictionary<string, SentimentWords> Languages);

    private sealed record SentimentWords(ImmutableArray<string> Common, ImmutableArray<string> Pleased, ImmutableArray<string> Displeased, ImmutableArray<string> Not);
}
