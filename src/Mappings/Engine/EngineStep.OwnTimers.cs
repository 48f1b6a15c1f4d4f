using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

// What the hub itself waits for: a checkout that counts as left, somebody who goes quiet, a year that is full.
internal sealed partial class EngineStep
{
    private static readonly TimeSpan ReadingOn = TimeSpan.FromHours(1);

    private void Watch(string rule, string key, DateTimeOffset due, JourneyEvent e)
    {
        var id = RunId(rule, key, 1);
        _runs = _runs.SetItem(id, new()
        {
            Id = id, Rule = rule, RunKey = key, MappingVersion = client.MappingVersion, Step = "1", State = RunState.Waiting, Mode = RuleMode.Live, StartedAt = now, DueAt = due, Trigger = e,
        });
    }

    private void WatchLapse(JourneyEvent e)
    {
        var times = BuyingTimes();
        if (times.Count > 0 && e.OccurredAt >= times[^1])
        {
            // While a year of orders is being read each of them would look like the last: silence that is long over is told once there was time to read on.
            var quiet = QuietFrom(times);
            Watch("hub.lapse", "lapse", quiet > now ? quiet : now + ReadingOn, e);
        }
    }

    private DateTimeOffset QuietFrom(List<DateTimeOffset> times) => times[^1].AddDays(Math.Max(mapping.LapseFloor.TotalDays, Math.Min(3000, mapping.LapseFactor * (UsualGap(times) ?? 0))));

    // In days, from three gaps on: two say nothing about a habit.
    private static double? UsualGap(List<DateTimeOffset> times)
    {
        var gaps = times.Zip(times.Skip(1), (a, b) => (b - a).TotalDays).Order().ToList();
        return gaps.Count >= 3 ? (gaps[gaps.Count / 2] + gaps[(gaps.Count - 1) / 2]) / 2 : null;
    }

    private List<DateTimeOffset> BuyingTimes() => Buying.SelectMany(n => _facts.Seen.TryGetValue(n, out var seen) ? seen.Recent.Select(o => o.At) : []).Distinct().Order().ToList();

    // Only where a rule asks for it: a timer for every customer of the hub would be a row for nothing.
    private void WatchAnniversary(JourneyEvent e)
    {
        if (!mapping.Listens("anniversary.reached") || _runs.ContainsKey(RunId("hub.anniversary", "year", 1)))
        {
            return;
        }

        var first = Buying.Select(n => _facts.Seen.GetValueOrDefault(n)?.FirstAt).OfType<DateTimeOffset>().DefaultIfEmpty(e.OccurredAt).Min();
        var years = 1;
        while (first.AddYears(years) <= now)
        {
            years++;
        }

        Watch("hub.anniversary", "year", first.AddYears(years), e with { OccurredAt = first });
    }

    private void WakeOwn(Run run, DateTimeOffset dueAt)
    {
        switch (run.Rule)
        {
            case "hub.checkout": LeftCheckout(run, dueAt); break;
            case "hub.anniversary": Anniversary(run, dueAt); break;
            case DateTimer: DateReached(run, dueAt); break;
            case SegmentTimer: LookAgain(run); break;
            case LoopHold: End(run, RunState.Done, "the hold after a loop is over"); break;
            default: Lapsed(run, dueAt); break;
        }
    }

    private void LeftCheckout(Run run, DateTimeOffset dueAt)
    {
        End(run, RunState.Done, "counted as left");
        var e = run.Trigger;
        if (!Ordered(run.RunKey, e.OccurredAt))
        {
            Emit(Made("checkout.abandoned", "hub:checkout.abandoned:" + e.NaturalKey, dueAt, e) with { Key = run.RunKey, Money = e.Money, Properties = e.Properties.SetItem("checkoutToken", Value.Of(run.RunKey)) });
        }
    }

    private void Anniversary(Run run, DateTimeOffset dueAt)
    {
        var first = run.Trigger.OccurredAt;
        var years = 1;
        while (first.AddYears(years) < dueAt)
        {
            years++;
        }

        Watch(run.Rule, run.RunKey, first.AddYears(years + 1), run.Trigger);
        Emit(Made("anniversary.reached", $"hub:anniversary.reached:{state.Subject}:{years}", dueAt, null, ("years", Value.Of((decimal)years))));
    }

    private void Lapsed(Run run, DateTimeOffset dueAt)
    {
        var times = BuyingTimes();
        if (times.Count == 0 || times[^1] > run.Trigger.OccurredAt)
        {
            End(run, RunState.Exited, "was heard of again"); // a timer of a record that became part of this contact
            return;
        }

        if (TouchGate.OpenKeys(_facts, "deal.created", "deal.won", "deal.lost").Count + TouchGate.OpenKeys(_facts, "ticket.opened", "ticket.closed").Count
            + TouchGate.OpenKeys(_facts, "meeting.booked", "meeting.held", "meeting.missed").Count > 0)
        {
            _runs = _runs.SetItem(run.Id, run with { DueAt = now.AddDays(7), Note = "a deal, ticket or meeting is open" });
            return;
        }

        var quiet = QuietFrom(times) is var from && from < dueAt ? from : dueAt;
        End(run, RunState.Done, "counted as gone quiet");

        // Somebody who had gone quiet before we read their history starts no rule.
        var known = run.Trigger.Historical && quiet <= run.StartedAt;
        var gap = UsualGap(times);
        Emit(Made("contact.lapsed", "hub:contact.lapsed:" + run.Trigger.NaturalKey, quiet, null, ("daysQuiet", Days(quiet - run.Trigger.OccurredAt)),
            ("usualGapDays", gap is { } usual ? Value.Of(decimal.Round((decimal)usual)) : Value.None)) with { Historical = known });
    }
}
