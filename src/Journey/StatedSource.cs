using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>What people write when they are asked how they heard of the business, as the channels that sources are counted by.</summary>
public static class StatedSource
{
    private const int Longest = 40;

    private static readonly ImmutableArray<(string Channel, string[] Words)> Known =
    [
        ("friend", ["friend", "freund", "recommend", "empfehl", "colleague", "neighbour", "nachbar", "family"]),
        ("search", ["google", "search", "suche", "maps"]),
        ("social", ["instagram", "facebook", "tiktok", "linkedin", "youtube", "social"]),
        ("email", ["newsletter", "mail"]),
        ("ads", ["advert", "anzeige", "flyer", "poster", "plakat"]),
        ("walk-by", ["walk", "passing", "passed", "vorbei", "window"]),
    ];

    /// <summary>The channel meant; the words themselves, shortened and in small letters, where none of the known ones is. Null for an empty answer.</summary>
    public static string? ChannelOf(string? answer)
    {
        var words = answer?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(words))
        {
            return null;
        }

        foreach (var (channel, marks) in Known)
        {
            if (words == channel || marks.Any(m => words.Contains(m, StringComparison.Ordinal)))
            {
                return channel;
            }
        }

        return words.Length > Longest ? words[..Longest] : words;
    }
}
