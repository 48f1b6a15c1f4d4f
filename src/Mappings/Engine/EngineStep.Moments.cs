using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// What the rules keep an eye on for each contact: dates that come, and of whom something becomes true.
internal sealed partial class EngineStep
{
    private const string DateTimer = "hub.date";
    private const string SegmentTimer = "hub.segment";
    private readonly Dictionary<string, bool> _toldOf = new(StringComparer.Ordinal); // segments whose event of this step still waits for its turn

    internal void LookAt()
    {
        if (state.ContactId is not null && !_facts.Erased)
        {
            Look(null, _facts);
            Drain();
        }
    }

    // Null: nothing happened; who is in a segment by now has been so before.
    private void Look(JourneyEvent? e, ContactFacts before)
    {
        if (state.ContactId is null)
        {
            return;
        }

        foreach (var rule in mapping.Watching)
        {
            if (rule.Segment is { } segment)
            {
                LookFor(rule, segment, e, before);
            }

            if (rule.Date is { } date)
            {
                SetDate(rule, date, e);
            }
        }
    }

    private void LookFor(CompiledRule rule, Condition segment, JourneyEvent? e, ContactFacts? before)
    {
        var known = _facts.Segments.GetValueOrDefault(rule.Id);
        var isIn = _toldOf.GetValueOrDefault(rule.Id, known?.On ?? false);
        if (HoldsNow(segment) is var holds && holds != isIn)
        {
            _toldOf[rule.Id] = holds;
            // The latest heard of stand in front where people begin a few a day; never before what was said last.
            var at = e is null && holds && _facts.LastAt is { } last && last < now ? last : now;
            at = known is not null && at <= known.At ? known.At.AddTicks(TimeSpan.TicksPerMillisecond) : at;
            Emit(Made(holds ? "segment.entered" : "segment.left", $"hub:segment.{(holds ? "entered" : "left")}:{rule.Id}:{state.Subject}:{at.ToUnixTimeMilliseconds()}", at, e, ("rule", Value.Of(rule.Id))) with
            {
                Historical = e is null || e.Historical || (known is null && before is not null && HeldIn(before, segment)),
                Cause = e?.Cause is { } cause ? cause with { IsEcho = false } : null, // our own write that came back is still a link of the chain
            });
        }

        Put(SegmentTimer, rule.Id, Turns(segment), e);
    }

    internal bool HoldsAt(Condition condition, JourneyEvent trigger) => Test(condition, trigger, null).Holds;

    internal bool HoldsNow(Condition condition) => Test(condition, Nothing, null).Holds;

    // Somebody who was not looked at yet may have been in it before this event.
    private bool HeldIn(ContactFacts before, Condition segment)
    {
        var facts = _facts;
        _facts = before;
        var held = HoldsNow(segment);
        _facts = facts;
        return held;
    }

    // When a condition may turn by time alone: what happened falls out of its window or grows old enough, points fade. Null when only an event can turn it.
    private DateTimeOffset? Turns(Condition condition) => condition switch
    {
        Condition.All all => all.Items.Select(Turns).Min(),
        Condition.Any any => any.Items.Select(Turns).Min(),
        Condition.Not not => Turns(not.Item),
        Condition.Did did => Turns(did),
        Condition.Compare { Field: var field } when field.StartsWith("contact.score.", StringComparison.Ordinal) => OfContact(field["contact.".Length..]).Number > 0.01m ? now.AddDays(1) : null,
        _ => null,
    };

    private DateTimeOffset? Turns(Condition.Did did)
    {
        if (did.Within is null && did.Before == TimeSpan.Zero)
        {
            return null;
        }

        var all = Times(did with { Within = null, Before = TimeSpan.Zero }, null, null);
        var turns = (did.Within is { } within ? all.Select(t => t + within) : []).Concat(did.Before > TimeSpan.Zero ? all.Select(t => t + did.Before) : []).Select(Whole).Where(t => t > now).Order();
        var holds = HoldsAt(now);
        return turns.Select(t => (DateTimeOffset?)t).FirstOrDefault(t => HoldsAt(t!.Value) != holds);

        bool HoldsAt(DateTimeOffset at) => all.Count(t => t <= at - did.Before && (did.Within is not { } window || t > at - window)) >= did.Times;
    }

    private void LookAgain(Run run)
    {
        End(run, RunState.Done, "looked again");
        if (run.Id != RunId(SegmentTimer, run.RunKey, 1) || _facts.Erased || mapping.Rule(run.RunKey) is not { Mode: not RuleMode.Off, Segment: { } segment } rule)
        {
            return; // the record became part of another contact, or nobody watches any more
        }

        LookFor(rule, segment, Nothing, null);
    }

    private void SetDate(CompiledRule rule, RuleDate date, JourneyEvent? e)
    {
        var run = _runs.GetValueOrDefault(RunId(DateTimer, rule.Id, 1));
        if (run is { State: RunState.Waiting, DueAt: { } set } && set <= now)
        {
            return; // it rings in a moment
        }

        // What happened just now may be told late: a date that passed meanwhile still rings, and the rule's maxAge says whether that is too late.
        var from = e is { Historical: false } && e.OccurredAt < now && date is RuleDate.After { What: var what } && what.Means(e) ? e.OccurredAt : now;
        Put(DateTimer, rule.Id, NextDate(date, from)?.Due, e);
    }

    private void DateReached(Run run, DateTimeOffset dueAt)
    {
        End(run, RunState.Done, "the date came");
        if (run.Id != RunId(DateTimer, run.RunKey, 1) || _facts.Erased || mapping.Rule(run.RunKey) is not { Mode: not RuleMode.Off, Date: { } date } rule)
        {
            return;
        }

        if (NextDate(date, dueAt.AddTicks(-1)) is { } reached && reached.Due == dueAt)
        {
            var e = Made("date.reached", $"hub:date.reached:{rule.Id}:{state.Subject}:{dueAt.ToUnixTimeMilliseconds()}", dueAt, null,
                ("rule", Value.Of(rule.Id)), ("day", Value.Of(DateOnly.FromDateTime(_clock.Of(dueAt)).AddDays(reached.Before).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))) with { Key = reached.Key };
            if (!date.IsForAll || rule.If is null || Test(rule.If, e, null).Holds)
            {
                Emit(e);
            }
        }

        Put(DateTimer, rule.Id, NextDate(date, now > dueAt ? now : dueAt)?.Due, null); // after an outage those between are passed over
    }

    private void Put(string timer, string rule, DateTimeOffset? due, JourneyEvent? e)
    {
        var waiting = _runs.GetValueOrDefault(RunId(timer, rule, 1)) is { State: RunState.Waiting } run ? run : null;
        if (due is { } at && waiting?.DueAt != at)
        {
            Watch(timer, rule, at, e ?? Nothing);
        }
        else if (due is null && waiting is not null)
        {
            End(waiting, RunState.Exited, "nothing is ahead");
        }
    }

    // What a timer of the hub's own carries where no event set it.
    private JourneyEvent Nothing => Made("date.reached", "hub:looked:" + state.Subject, now, null);

    // The first date after a moment, with the key of what it is about and how many days it lies before its day.
    private (DateTimeOffset Due, string? Key, int Before)? NextDate(RuleDate date, DateTimeOffset after)
    {
        switch (date)
        {
            case RuleDate.After since:
                return NextAfter(since, after);
            case RuleDate.OfField field:
                return DayOf(OfContact(field.Field["contact.".Length..])) is not { } day ? null
                    : Ahead(field.Yearly ? new(null, day.Month, day.Day) : new(day.Year, day.Month, day.Day), field.Before, field.At, after) is { } due ? (due, null, field.Before) : null;
            case RuleDate.OnDays days:
                return days.Days.Select(d => Ahead(d, days.Before, days.At, after)).Where(d => d is not null).Min() is { } first ? (first, null, days.Before) : null;
            case RuleDate.Weekly weekly:
                return (_clock.Next(after.AddTicks(1), weekly.At, d => d.DayOfWeek == weekly.Day), null, 0);
            case RuleDate.Monthly monthly:
                return (_clock.Next(after.AddTicks(1), monthly.At, d => d.Day == Math.Min(monthly.Day, DateTime.DaysInMonth(d.Year, d.Month))), null, 0);
            default:
                return null;
        }
    }

    private (DateTimeOffset Due, string? Key, int Before)? NextAfter(RuleDate.After date, DateTimeOffset after)
    {
        if (Last(date.What) is not { } what || date.Until.Any(t => Last(t) is { } end && end.At >= what.At))
        {
            return null;
        }

        var due = what.At + date.Wait;
        if (date.Every is { } every && Local(due) <= after)
        {
            due += every * Math.Max(1, Math.Floor((after - due) / every));
            due += Local(due) <= after ? every : TimeSpan.Zero;
        }

        return Local(due) is var at && at > after ? (at, what.Key, 0) : null;

        DateTimeOffset Local(DateTimeOffset time) => date.At is { } clock ? _clock.Next(time, clock, _ => true) : Whole(time);
    }

    // Timers are kept in whole milliseconds; one that rang before its moment would find nothing changed.
    private static DateTimeOffset Whole(DateTimeOffset time) => time.Ticks % TimeSpan.TicksPerMillisecond is > 0 and var rest ? time.AddTicks(TimeSpan.TicksPerMillisecond - rest) : time;

    private Occurrence? Last(Trigger trigger) => _facts.Seen.GetValueOrDefault(trigger.Event)?.Recent.LastOrDefault(o => o.At <= now && (trigger.Mark is null || o.Note == trigger.Mark));

    private DateTimeOffset? Ahead(CalendarDay day, int before, TimeOnly at, DateTimeOffset after)
    {
        var year = _clock.Of(after).Year;
        foreach (var tried in day.Year is { } one ? [one] : (int[])[year, year + 1, year + 2])
        {
            if (_clock.At(day.In(tried).AddDays(-before), at) is var due && due > after)
            {
                return due;
            }
        }

        return null;
    }

    private DateOnly? DayOf(Value value) => value.Text is { } text && DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var day) ? day
        : AsTime(value) is { } time ? DateOnly.FromDateTime(_clock.Of(time)) : null;
}
