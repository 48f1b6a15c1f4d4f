using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Documents;

/// <summary>An event, with a mark when only some of them are meant: <c>email.clicked[isReviewLink]</c>.</summary>
/// <param name="Event">Event name, or <c>action:…</c> in <c>did</c>.</param>
/// <param name="Mark">The mark; null for all.</param>
/// <param name="SameKey">True when it must concern the run's key.</param>
public sealed record Trigger(string Event, string? Mark, bool SameKey = false)
{
    /// <summary>True for events that are about the date or the segment of one rule, which is their mark.</summary>
    public bool IsOfARule => Event is "date.reached" or "segment.entered" or "segment.left";

    /// <summary>Reads <c>name</c> or <c>name[mark]</c>.</summary>
    public static Trigger Parse(string text, bool sameKey = false)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(']') ? new(text[..open], text[(open + 1)..^1], sameKey) : new(text, null, sameKey);
    }

    /// <summary>True when this event is meant, its key apart.</summary>
    public bool Means(JourneyEvent happened) => happened.Name == Event && (Mark is null || Vocabulary.HasMark(happened, Mark));

    /// <inheritdoc />
    public override string ToString() => Mark is null ? Event : Event + "[" + Mark + "]";
}
