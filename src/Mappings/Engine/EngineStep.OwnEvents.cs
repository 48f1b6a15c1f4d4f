using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

// The events that the hub works out from others.
internal sealed partial class EngineStep
{
    private static readonly string[] Buying = ["order.placed", "meeting.held", "store.visited", "deal.won", "payment.received", "event.attended"];

    private void Derive(JourneyEvent e, ContactFacts before)
    {
        switch (e.Name)
        {
            case "checkout.started" when !e.Historical && (e.Property("checkoutToken").Text ?? e.Key) is { } token && !Ordered(token, e.OccurredAt):
                Watch("hub.checkout", token, e.OccurredAt + mapping.AbandonAfter, e);
                break;
            case "order.placed":
                Placed(e, before);
                break;
            case "onboarding.step.completed":
                Onboarded(e);
                break;
            case "hub.score.changed":
                Qualified(e, before);
                break;
        }

        Sourced(e);
        if (Buying.Contains(e.Name))
        {
            if (before.Stage is { Stage: StageModel.Lapsed } quiet && e.OccurredAt >= quiet.At)
            {
                // What we did about the silence; a task that a person was given leaves no touch.
                var brought = _log.Touches.LastOrDefault(t => t.Class == TouchClass.Marketing && t.At >= quiet.At && t.At <= e.OccurredAt)?.Rule;
                Emit(Made("contact.returned", "hub:contact.returned:" + e.NaturalKey, e.OccurredAt, e, ("daysAway", Days(e.OccurredAt - quiet.At)), ("broughtBy", Value.Of(brought))));
            }

            WatchLapse(e);
            WatchAnniversary(e);
        }

        Answered(e);
    }

    // By what a link or a person tells. The first one stays the first; the same channel again is no news.
    private void Sourced(JourneyEvent e)
    {
        if (e.Name == "source.recorded")
        {
            return;
        }

        var stated = Stated(e);
        if ((stated is null ? e.Source?.Channel : StatedSource.ChannelOf(stated)) is not { Length: > 0 } channel
            || (_facts.Seen.TryGetValue("source.recorded", out var sources) && sources.Recent[^1].Note == channel))
        {
            return;
        }

        var link = stated is null ? e.Source : null;
        Emit(Made("source.recorded", "hub:source.recorded:" + e.NaturalKey, e.OccurredAt, e, ("touch", Value.Of(sources is null ? "first" : "last")), ("channel", Value.Of(channel)),
            ("medium", Value.Of(link?.Medium)), ("campaign", Value.Of(link?.Campaign)), ("referrer", Value.Of(link?.Referrer)), ("answer", Value.Of(stated)),
            ("confidence", Value.Of(stated is null ? "derived" : "stated"))));
    }

    // A form's answer that was there before says nothing new.
    private string? Stated(JourneyEvent e)
    {
        foreach (var name in mapping.HeardOf)
        {
            var value = e.Fields.TryGetValue(name, out var field) ? field : e.Property(name);
            if (value.HasContent && !(_facts.Fields.TryGetValue(name, out var known) && known.EventKey != e.NaturalKey && known.Value == value))
            {
                return value.ToString();
            }
        }

        return null;
    }

    private void Onboarded(JourneyEvent e)
    {
        if (e.Property("of").Number is not { } all || !_facts.Seen.TryGetValue("onboarding.step.completed", out var steps))
        {
            return;
        }

        var done = steps.Recent.Where(o => o.Key == e.Key).Select(o => o.Note ?? o.EventKey).Distinct(StringComparer.Ordinal).Count();
        if (done >= all && !Happened("onboarding.completed", e.Key))
        {
            var won = _facts.Seen.TryGetValue("deal.won", out var deals) ? deals.Recent.LastOrDefault(o => o.At <= e.OccurredAt && (e.Key is null || o.Key == e.Key)) : null;
            Emit(Made("onboarding.completed", $"hub:onboarding.completed:{e.Key ?? state.Subject}", e.OccurredAt, e, ("daysSinceWon", won is null ? Value.None : Days(e.OccurredAt - won.At))) with { Key = e.Key });
        }
    }

    private bool Happened(string name, string? key) => _facts.Seen.TryGetValue(name, out var seen) && seen.Recent.Any(o => o.Key == key);

    private static Value Days(TimeSpan span) => Value.Of(decimal.Round((decimal)span.TotalDays));
}
