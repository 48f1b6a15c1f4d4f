using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

// What the hub itself waits for: a checkout that counts as left, somebody who goes quiet.
internal sealed partial class EngineStep
{
    private void Watch(string rule, string key, DateTimeOffset due, JourneyEvent e)
    {
        var id = rule + "|" + key + "|1";
        _runs = _runs.SetItem(id, new()
        {
            Id = id, Rule = rule, RunKey = key, MappingVersion = client.MappingVersion, Step = "1", State = RunState.Waiting, Mode = RuleMode.Live, StartedAt = now, DueAt = due, Trigger = e,
        });
    }

    private void WatchLapse(JourneyEvent e)
    {
        var times = Buying.SelectMany(n => _facts.Seen.TryGetValue(n, out var seen) ? seen.Recent.Select(o => o.At) : []).Distinct().Order().ToList();
        if (times.Count == 0 || e.OccurredAt < times[^1])
        {
            return;
        }

        var gaps = times.Zip(times.Skip(1), (a, b) => (b - a).TotalDays).Order().ToList();
        var median = gaps.Count >= 3 ? (gaps[gaps.Count / 2] + gaps[(gaps.Count - 1) / 2]) / 2 : 0;
        Watch("hub.lapse", "lapse", times[^1].AddDays(Math.Max(mapping.LapseFloor.TotalDays, Math.Min(3000, mapping.LapseFactor * median))), e);
    }

    private void WakeOwn(Run run, DateTimeOffset dueAt)
    {
        if (run.Rule == "hub.checkout")
        {
            End(run, RunState.Done, "counted as left");
            var e = run.Trigger;
            if (!Ordered(run.RunKey, e.OccurredAt))
            {
                Emit(Made("checkout.abandoned", "hub:checkout.abandoned:" + e.NaturalKey, dueAt, e) with { Key = run.RunKey, Money = e.Money, Properties = e.Properties.SetItem("checkoutToken", Value.Of(run.RunKey)) });
            }

            return;
        }

        if (TouchGate.OpenKeys(_facts, "deal.created", "deal.won", "deal.lost").Count + TouchGate.OpenKeys(_facts, "ticket.opened", "ticket.closed").Count
            + TouchGate.OpenKeys(_facts, "meeting.booked", "meeting.held", "meeting.missed").Count > 0)
        {
            _runs = _runs.SetItem(run.Id, run with { DueAt = now.AddDays(7), Note = "a deal, ticket or meeting is open" });
            return;
        }

        End(run, RunState.Done, "counted as gone quiet");

        // Somebody who had gone quiet before we read their history starts no rule.
        var known = run.Trigger.Historical && dueAt <= run.StartedAt;
        Emit(Made("contact.lapsed", "hub:contact.lapsed:" + run.Trigger.NaturalKey, dueAt, null, ("daysQuiet", Value.Of(decimal.Round((decimal)(dueAt - run.Trigger.OccurredAt).TotalDays)))) with { Historical = known });
    }
}
