using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

// The events that the hub works out from others.
internal sealed partial class EngineStep
{
    private static readonly string[] Buying = ["order.placed", "meeting.held", "store.visited", "deal.won", "payment.received", "event.attended"];
    private static readonly string[] HandRaises = ["form.submitted", "message.received", "ad.lead.submitted", "lead.qualified"];

    private void Derive(JourneyEvent e, ContactFacts before)
    {
        if (e is { Name: "checkout.started", Historical: false } && (e.Property("checkoutToken").Text ?? e.Key) is { } token && !Ordered(token, e.OccurredAt))
        {
            Watch("hub.checkout", token, e.OccurredAt + mapping.AbandonAfter, e);
        }

        if (e.Name == "order.placed")
        {
            Placed(e, before);
        }

        if (e.Source?.Channel is { Length: > 0 } channel && e.Name != "source.recorded"
            && (!_facts.Seen.TryGetValue("source.recorded", out var sources) || sources.Recent[^1].Note != channel))
        {
            Emit(Made("source.recorded", "hub:source.recorded:" + e.NaturalKey, e.OccurredAt, e, ("touch", Value.Of(sources is null ? "first" : "last")), ("channel", Value.Of(channel)),
                ("medium", Value.Of(e.Source.Medium)), ("campaign", Value.Of(e.Source.Campaign)), ("referrer", Value.Of(e.Source.Referrer)), ("confidence", Value.Of("derived"))));
        }

        if (Buying.Contains(e.Name))
        {
            if (before.Stage?.Stage == StageModel.Lapsed && e.OccurredAt >= before.Stage.At)
            {
                Emit(Made("contact.returned", "hub:contact.returned:" + e.NaturalKey, e.OccurredAt, e, ("daysAway", Value.Of(decimal.Round((decimal)(e.OccurredAt - before.Stage.At).TotalDays)))));
            }

            WatchLapse(e);
        }

        var answers = e.Cause?.ActionKey is null && (e.Name is "note.logged" or "task.completed" || (e.Name == "call.logged" && e.Property("direction").Text is "out" or "outgoing" or "outbound"));
        if (answers && HandRaises.Select(n => _facts.Seen.GetValueOrDefault(n)?.Recent[^1]).OfType<Occurrence>().Where(o => o.At <= e.OccurredAt).MaxBy(o => o.At) is { } raised
            && (!_facts.Seen.TryGetValue("lead.answered", out var answered) || answered.LastAt < raised.At))
        {
            Emit(Made("lead.answered", "hub:lead.answered:" + raised.EventKey, e.OccurredAt, e, ("minutes", Value.Of(decimal.Round((decimal)(e.OccurredAt - raised.At).TotalMinutes)))) with { Key = raised.Key });
        }
    }
}
