using System.Collections.Immutable;
using System.Xml;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// What the hub does itself: its own actions, and the events it works out.
internal sealed partial class EngineStep
{
    private static readonly string[] Buying = ["order.placed", "meeting.held", "store.visited", "deal.won", "payment.received", "event.attended"];
    private static readonly string[] HandRaises = ["form.submitted", "message.received", "ad.lead.submitted", "lead.qualified"];

    private Run? Own(CompiledRule rule, Run run, Instruction.Do step, ImmutableSortedDictionary<string, Value> with)
    {
        string Text(string name) => with.TryGetValue(name, out var value) ? value.ToString() : "";
        TimeSpan? Span(string name) { try { return Text(name) is { Length: > 0 } text ? XmlConvert.ToTimeSpan(text) : null; } catch (FormatException) { return null; } }
        var key = Key(client.Id, rule.Id, run.RunKey, step.Id, "hub/" + state.Subject);
        JourneyEvent Mine(string name, params (string, Value)[] properties) => Made(name, $"hub:{name}:{key}", now, null, properties) with { Cause = new(key, run.Hops + 1, false) };
        switch (step.Verb)
        {
            case "tag.add" or "tag.remove":
                var on = step.Verb == "tag.add";
                var has = _facts.Tags.TryGetValue("hub", out var tags) && tags.TryGetValue(Text("tag"), out var tag) && tag.On;
                if (has != on)
                {
                    Emit(Mine(on ? "contact.tagged" : "contact.untagged", ("tag", Value.Of(Text("tag")))));
                }

                break;
            case "stage.move": Emit(Mine("hub.stage.moved", ("stage", Value.Of(Text("stage"))), ("by", Value.Of(rule.Id)))); break;
            case "score.add":
                Emit(Mine("hub.score.changed", ("score", Value.Of(Text("score") is { Length: > 0 } s ? s : "interest")), ("points", Value.Of(AsNumber(with["points"]) ?? 0)),
                    ("halfLifeDays", Span("halfLife") is { } half ? Value.Of((decimal)Math.Max(1, half.TotalDays)) : Value.None)));
                break;
            case "pause":
                Emit(Mine("hub.paused", ("scope", Value.Of(Text("scope"))), ("reason", Value.Of(Text("reason"))), ("by", Value.Of(rule.Id)), ("until", Span("for") is { } time ? Value.Of(now + time) : Value.None)));
                break;
            case "alert": _alerts.Add(new(key, "rule", Text("text"), rule.Id, Text("to") is { Length: > 0 } to ? to : null, null)); break;
            case "task": Task(rule, run, step, with); return run;
            case "approval":
                var expires = Span("expires") is { } keep ? now + keep : (DateTimeOffset?)null;
                _approvals.Add(new(run.Id, rule.Id, step.Id, Text("title") is { Length: > 0 } title ? title : Text("action"), Text("draft"), Text("action"), expires));
                _runs = _runs.SetItem(run.Id, run with { Step = step.Id, State = RunState.Approval, DueAt = null, Draft = Text("draft") });
                Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.NeedsApproval, null, Text("action"), "waits for a person: a draft is ready, and nothing goes out without a yes", run.Trigger, expires);
                return null;
        }

        Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Acted, null, null, "did " + Words(step, with), run.Trigger);
        return run;
    }

    private void Task(CompiledRule rule, Run run, Instruction.Do step, ImmutableSortedDictionary<string, Value> with)
    {
        DateTimeOffset? due = null;
        if (with.TryGetValue("due", out var given))
        {
            try
            {
                due = AsTime(given) ?? now + XmlConvert.ToTimeSpan(given.ToString());
            }
            catch (FormatException)
            {
                due = null;
            }
        }

        var title = with.TryGetValue("title", out var text) || with.TryGetValue("subject", out text) || with.TryGetValue("text", out text) ? text.ToString() : step.Name;
        _alerts.Add(new(Key(client.Id, rule.Id, run.RunKey, step.Id, "task/" + state.Subject), "task", title, rule.Id, with.TryGetValue("to", out var to) ? to.ToString() : null, due));
        Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Acted, null, title, $"made a task: {title}", run.Trigger);
    }

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

    private void Placed(JourneyEvent e, ContactFacts before)
    {
        foreach (var run in _runs.Values.Where(r => r.Rule == "hub.checkout" && r.State == RunState.Waiting && r.Trigger.OccurredAt <= e.OccurredAt).ToList())
        {
            End(run, RunState.Exited, "ordered");
        }

        if (e.Property("checkoutToken").Text is { } token && before.Seen.TryGetValue("checkout.abandoned", out var left) && left.Recent.LastOrDefault(o => o.Key == token) is { } abandoned)
        {
            Emit(Made("checkout.recovered", "hub:checkout.recovered:" + e.NaturalKey, e.OccurredAt, e, ("checkoutToken", Value.Of(token)),
                ("minutes", Value.Of(decimal.Round((decimal)(e.OccurredAt - abandoned.At).TotalMinutes))),
                ("afterReminder", Value.Of(_log.Touches.Any(t => t.Class == TouchClass.Marketing && t.At >= abandoned.At && t.At <= e.OccurredAt)))) with { Key = token, Money = e.Money });
        }

        var codes = e.Property("codes");
        foreach (var code in codes.Kind == ValueKind.List ? codes.List : codes.Text is { Length: > 0 } one ? [one] : [])
        {
            Emit(Made("discount.redeemed", $"hub:discount.redeemed:{e.NaturalKey}:{code}", e.OccurredAt, e, ("code", Value.Of(code))) with { Key = e.Key });
        }

        var orders = _facts.Seen["order.placed"];
        if (orders.Count is 3 or 10 or 25)
        {
            Milestone(e, "orders", orders.Count);
        }

        if (orders.Recent.Count(o => o.At > e.OccurredAt.AddDays(-90) && o.At <= e.OccurredAt) == 3)
        {
            Milestone(e, "orders-in-90-days", 3);
        }
    }

    private void Milestone(JourneyEvent e, string kind, long number)
    {
        var key = $"{kind}:{number}:{(kind == "orders" ? 1 : _facts.Stage?.Cycle ?? 1)}";
        if (!_facts.Seen.TryGetValue("milestone.reached", out var reached) || !reached.Recent.Any(o => o.Key == key))
        {
            Emit(Made("milestone.reached", $"hub:milestone.reached:{state.Subject}:{key}", e.OccurredAt, e, ("kind", Value.Of(kind)), ("number", Value.Of((decimal)number))) with { Key = key });
        }
    }

    private bool Ordered(string token, DateTimeOffset since) =>
        _facts.Seen.TryGetValue("order.placed", out var orders) && orders.Recent.Any(o => o.Key == token || o.At >= since);

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
