using System.Collections.Immutable;

namespace IntegrationHub.Journey.Facts;

public static partial class FactsFold
{
    private static ContactFacts Special(ContactFacts facts, JourneyEvent e) => e.Name switch
    {
        "contact.tagged" => Tag(facts, e, true),
        "contact.untagged" => Tag(facts, e, false),
        "segment.entered" => Segment(facts, e, true),
        "segment.left" => Segment(facts, e, false),
        "consent.given" => Consent(facts, e, true),
        "consent.withdrawn" => Consent(facts, e, false),
        "hub.paused" => Pause(facts, e),
        "hub.resumed" => facts with { Pauses = facts.Pauses.RemoveRange(facts.Pauses.Where(p => p.Value.Since <= e.OccurredAt).Select(p => p.Key)) },
        "hub.action.done" => ActionDone(facts, e),
        "hub.erased" => facts with { Erased = true },
        _ => facts,
    };

    private static ContactFacts Tag(ContactFacts facts, JourneyEvent e, bool on)
    {
        var holder = e.Tool == "hub" ? "hub" : e.Connection;
        var tags = facts.Tags.GetValueOrDefault(holder) ?? ImmutableSortedDictionary<string, TagFact>.Empty;
        var value = e.Property("tag");
        foreach (var tag in value.Kind == ValueKind.List ? value.List : value.HasContent ? [value.ToString()] : [])
        {
            if (!tags.TryGetValue(tag, out var old) || After(e.OccurredAt, e.NaturalKey, old.At, old.EventKey))
            {
                tags = tags.SetItem(tag, new(on, e.OccurredAt, e.NaturalKey));
            }
        }

        return tags.IsEmpty ? facts : facts with { Tags = facts.Tags.SetItem(holder, tags) };
    }

    private static ContactFacts Segment(ContactFacts facts, JourneyEvent e, bool isIn) =>
        e.Property("rule").Text is not { Length: > 0 } rule || (facts.Segments.TryGetValue(rule, out var old) && !After(e.OccurredAt, e.NaturalKey, old.At, old.EventKey))
            ? facts
            : facts with { Segments = facts.Segments.SetItem(rule, new(isIn, e.OccurredAt, e.NaturalKey)) };

    private static ContactFacts Consent(ContactFacts facts, JourneyEvent e, bool given)
    {
        var purpose = e.Property("purpose").Text ?? "marketing";
        var channel = e.Property("channel").Text ?? "email";
        var key = purpose + "/" + channel + "/" + e.Connection;
        if (facts.Consents.TryGetValue(key, out var old) && !After(e.OccurredAt, e.NaturalKey, old.At, old.EventKey))
        {
            return facts;
        }

        var reason = e.Property(given ? "optIn" : "reason");
        return facts with
        {
            Consents = facts.Consents.SetItem(key, new(
                purpose, channel, e.Connection, given, e.OccurredAt, reason.HasContent ? reason.ToString() : null, e.NaturalKey)),
        };
    }

    private static ContactFacts Pause(ContactFacts facts, JourneyEvent e)
    {
        // Lifting ends every pause begun before it, also one that is told late.
        if (facts.Seen.TryGetValue("hub.resumed", out var lifted) && lifted.LastAt >= e.OccurredAt)
        {
            return facts;
        }

        var scope = e.Property("scope").Text == "marketing" ? "marketing" : "all";
        var pause = new PauseFact(scope, e.OccurredAt, e.Property("until").Time, e.Property("reason").ToString(), e.Property("by").Text ?? e.Tool);
        var key = scope + "|" + pause.By;
        if (facts.Pauses.TryGetValue(key, out var old) && !Stronger(pause, old))
        {
            return facts;
        }

        return facts with { Pauses = facts.Pauses.SetItem(key, pause) };
    }

    private static bool Stronger(PauseFact pause, PauseFact old) => pause.Since != old.Since
        ? pause.Since > old.Since
        : (pause.Until ?? DateTimeOffset.MaxValue, pause.Reason).CompareTo((old.Until ?? DateTimeOffset.MaxValue, old.Reason)) > 0;

    private static ContactFacts ActionDone(ContactFacts facts, JourneyEvent e)
    {
        if (e.Property("action").Text is not { Length: > 0 } action)
        {
            return facts;
        }

        var seen = See(facts.Seen, "action:" + action, e, null);
        return facts with { Seen = e.Property("mark").Text is { Length: > 0 } mark ? See(seen, "action:" + action + "[" + mark + "]", e, mark) : seen };
    }
}
