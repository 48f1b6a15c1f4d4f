using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>One step in the making: the subject as it changes, and what follows.</summary>
internal sealed partial class EngineStep(CompiledMapping mapping, ClientContext client, SubjectState state, DateTimeOffset now)
{
    // A step may set off at most this many events; a chain of our own tags ends at the hop limit long before.
    private const int MaxEvents = 64;

    private readonly LocalTime _clock = new(client.TimeZone);
    private readonly Queue<JourneyEvent> _open = new();
    private readonly List<JourneyEvent> _derived = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<PlannedAction> _actions = [];
    private readonly List<ApprovalRequest> _approvals = [];
    private readonly List<Alert> _alerts = [];
    private ContactFacts _facts = state.Facts;
    private RunLog _log = state.Log;
    private ImmutableSortedDictionary<string, Run> _runs = state.Runs;
    private bool _refold;
    private int _events;

    internal void Offer(JourneyEvent happened)
    {
        _open.Enqueue(happened);
        Drain();
    }

    internal StepResult Finish()
    {
        var since = now.AddDays(-400);
        var log = new RunLog(
            [.. _log.Firings.Where(f => f.At > since).TakeLast(500)],
            [.. _log.Touches.Where(t => t.At > since).TakeLast(500)]);
        return new(state with { Facts = _facts, Log = log, Runs = _runs }, [.. _derived], [.. _decisions], [.. _actions], [.. _approvals], [.. _alerts]) { NeedsRefold = _refold };
    }

    private void Drain()
    {
        while (_open.TryDequeue(out var next) && _events++ < MaxEvents)
        {
            Process(next);
        }
    }

    private void Process(JourneyEvent e)
    {
        var before = _facts;
        var fold = FactsFold.Apply(_facts, e, mapping.Model);
        (_facts, _refold) = (fold.Facts, _refold || fold.NeedsRefold);
        if (_facts.Erased)
        {
            return;
        }

        if (e.Subject == EventSubject.Person)
        {
            Derive(e, before);
        }

        if (e.Historical || e.Cause is { IsEcho: true })
        {
            return;
        }

        Satisfy(e);
        Goals(e);
        foreach (var rule in mapping.Rules.Where(r => r.Mode != RuleMode.Off && r.When.Any(w => w.Means(e))))
        {
            Begin(rule, e);
        }
    }

    private void Emit(JourneyEvent e)
    {
        _derived.Add(e);
        _open.Enqueue(e);
    }

    private JourneyEvent Made(string name, string key, DateTimeOffset at, JourneyEvent? from, params (string Name, Value Value)[] properties) => new()
    {
        NaturalKey = key, Name = name, Subject = from?.Subject ?? (state.ContactId is null ? EventSubject.Thing : EventSubject.Person), OccurredAt = at, Connection = "hub", Tool = "hub",
        Historical = from?.Historical ?? false, Cause = from?.Cause is { IsEcho: false } cause ? cause : null,
        Properties = properties.Where(p => p.Value.HasContent).ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
    };

    private void Begin(CompiledRule rule, JourneyEvent e)
    {
        var key = rule.Key is null ? e.NaturalKey : Look(rule.Key, e, null) is { HasContent: true } value ? value.ToString() : e.NaturalKey;
        var hops = e.Cause?.Hops ?? 0;
        if (hops >= MappingEngine.HopLimit)
        {
            Loop(rule, key, null, e, $"{hops} of our own writes", "the chain of our own writes reached its limit");
            return;
        }

        if (now - e.OccurredAt > rule.MaxAge)
        {
            Decide(rule, key, null, rule.Mode, Verdict.TooLate, "maxAge " + Say(rule.MaxAge), Say(now - e.OccurredAt), $"did not begin because it heard of this {Say(now - e.OccurredAt)} late", e);
            return;
        }

        if (rule.If is not null && Test(rule.If, e, null) is { Holds: false } test)
        {
            Decide(rule, key, null, rule.Mode, Verdict.ConditionFalse, test.Clause, test.Value, $"did not begin because '{test.Clause}' does not hold (it is {(test.Value is "" or null ? "empty" : test.Value)})", e);
            return;
        }

        var shadow = rule.Mode == RuleMode.Shadow;
        var mine = _log.Firings.Where(f => f.Rule == rule.Id && f.Shadow == shadow).ToList();
        var before = mine.Count(f => f.RunKey == key || f.RunKey.StartsWith(key + "#", StringComparison.Ordinal));
        var limit = rule.Once switch
        {
            "per contact" when mine.Count > 0 => ("once per contact", mine[^1]),
            "per key" when before > 0 => ("once per key", mine.Last(f => f.RunKey.StartsWith(key, StringComparison.Ordinal))),
            _ when _runs.Values.FirstOrDefault(r => r.Rule == rule.Id && r.State <= RunState.Approval && (r.RunKey == key || r.RunKey.StartsWith(key + "#", StringComparison.Ordinal))) is { } running =>
                ("already on its way", new Firing(rule.Id, key, running.StartedAt, shadow)),
            _ => ((string, Firing)?)null,
        };
        if (limit is null && rule.AtMost > 0 && mine.Where(f => f.At > now - rule.AtMostEvery).ToList() is { } recent && recent.Count >= rule.AtMost)
        {
            limit = ($"atMost {rule.AtMost} per contact every {Say(rule.AtMostEvery)}", recent[^rule.AtMost]);
        }

        if (limit is var (clause, last))
        {
            var next = rule.AtMost > 0 && rule.Once is null ? $" Next possible: {_clock.Say(last.At + rule.AtMostEvery)}." : "";
            Decide(rule, key, null, rule.Mode, Verdict.AlreadyDone, clause, _clock.Say(last.At), $"did not begin because it ran on {_clock.Say(last.At)} ({clause}).{next}", e);
            return;
        }

        if (rule.Mode == RuleMode.Pilot && Share(rule.Id, "pilot") >= rule.PilotShare)
        {
            Decide(rule, key, null, rule.Mode, Verdict.HeldOut, $"pilot {rule.PilotShare}%", null, "did not begin because it is tried on a part of the contacts, and this one is not among them", e);
            return;
        }

        var runKey = before == 0 ? key : key + "#" + (before + 1).ToString(CultureInfo.InvariantCulture);
        var heldOut = rule.Holdout > 0 && Share(rule.Id, "holdout") < rule.Holdout;
        _log = _log with { Firings = _log.Firings.Add(new(rule.Id, runKey, now, shadow) { HeldOut = heldOut }) };
        if (heldOut)
        {
            Decide(rule, runKey, null, rule.Mode, Verdict.HeldOut, $"holdout {rule.Holdout}%", null, "was held out on purpose, so that you can see what the rule changes", e);
            return;
        }

        Execute(rule, new()
        {
            Id = $"{rule.Id}|{runKey}|{before + 1}", Rule = rule.Id, RunKey = runKey, MappingVersion = client.MappingVersion, Step = rule.Steps[0].Id, State = RunState.Waiting,
            Mode = rule.Mode, StartedAt = now, Trigger = e, Hops = hops,
        }, 0, true);
    }

    // Who is in a share stays in it: a hash of client, rule and contact, not chance.
    private int Share(string rule, string what) =>
        BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', client.Id, rule, state.Subject, what)))) % 100;

    private void Satisfy(JourneyEvent e)
    {
        foreach (var run in _runs.Values.Where(r => r.State <= RunState.Approval).ToList())
        {
            if (mapping.Rule(run.Rule) is not { } rule || run.Trigger.NaturalKey == e.NaturalKey)
            {
                continue;
            }

            var leaves = rule.Leaves.Any(t => Meets(t, e, run));
            var wait = Awaiting(rule, run);
            if (!leaves && wait?.Until.Any(t => Meets(t, e, run)) != true)
            {
                continue;
            }

            if (leaves || wait!.Exit)
            {
                End(run, RunState.Exited, $"{e.Name} on {_clock.Say(e.OccurredAt)}");
                Decide(rule, run.RunKey, run.Step, run.Mode, Verdict.Exited, "until " + e.Name, _clock.Say(e.OccurredAt), $"ended early because of {e.Name} on {_clock.Say(e.OccurredAt)}", e);
            }
            else
            {
                Execute(rule, run, Place(rule, run.Step) + 1, false);
            }
        }
    }

    // A message that is held stands behind its wait: who orders at night must not get the reminder in the morning.
    private static Instruction.Wait? Awaiting(CompiledRule rule, Run run)
    {
        var place = Place(rule, run.Step);
        while (run.State == RunState.Held && place > 0 && place < rule.Steps.Length && rule.Steps[place] is Instruction.Do)
        {
            place--;
        }

        return place < rule.Steps.Length && rule.Steps[place] is Instruction.Wait wait && (wait.Exit || run.State == RunState.Waiting) ? wait : null;
    }

    private static bool Meets(Trigger trigger, JourneyEvent e, Run run) => trigger.Means(e) && (!trigger.SameKey || SameKey(e, run.RunKey, run.Trigger.Key));

    private static bool SameKey(JourneyEvent e, string runKey, string? triggerKey)
    {
        var key = runKey.Split('#')[0];
        return (e.Key is { } own && (own == key || own == triggerKey)) || e.Property("checkoutToken").Text is { } token && (token == key || token == triggerKey);
    }

    private void Goals(JourneyEvent e)
    {
        foreach (var rule in mapping.Rules.Where(r => r.Goal?.Means(e) == true))
        {
            var place = _log.Firings.ToList().FindLastIndex(f => f.Rule == rule.Id && f.GoalAt is null && f.At <= e.OccurredAt && e.OccurredAt <= f.At + rule.GoalWithin
                && (!rule.Goal!.SameKey || SameKey(e, f.RunKey, null)));
            if (place >= 0)
            {
                var firing = _log.Firings[place];
                _log = _log with { Firings = _log.Firings.SetItem(place, firing with { GoalAt = e.OccurredAt }) };
                Emit(Made("hub.goal.reached", $"hub:hub.goal.reached:{rule.Id}:{firing.RunKey}", e.OccurredAt, e, ("rule", Value.Of(rule.Id)), ("runKey", Value.Of(firing.RunKey)), ("heldOut", Value.Of(firing.HeldOut))));
            }
        }
    }

    private void Loop(CompiledRule rule, string key, string? step, JourneyEvent? e, string value, string why)
    {
        Decide(rule, key, step, rule.Mode, Verdict.LoopStopped, $"hops {MappingEngine.HopLimit}, actions {MappingEngine.ActionBudget} per hour", value, $"was stopped because {why}", e);
        _alerts.Add(new($"loop:{rule.Id}:{state.Subject}", "loop", $"Loop stopped: '{rule.Id}' and other rules wrote to {Who()} again and again ({value}). It is held for this contact. See the chain.", rule.Id, null, null));
    }

    private void Decide(CompiledRule rule, string key, string? step, RuleMode mode, Verdict verdict, string? clause, string? value, string what, JourneyEvent? e, DateTimeOffset? next = null) =>
        _decisions.Add(new(rule.Id, key, step, client.MappingVersion, mode, verdict, clause, value, $"'{rule.Id}' {what}{(what.EndsWith('.') ? "" : ".")}".Insert(0, Who() + ": "), e?.NaturalKey, next, now));

    private string Who() => _facts.Field("firstName") is { HasContent: true } name ? name.ToString() : state.ContactId is null ? state.Subject : "This contact";

    private static string Say(TimeSpan span) => span.TotalMinutes < 90 ? $"{span.TotalMinutes:0} minutes" : span.TotalHours < 36 ? $"{span.TotalHours:0.#} hours" : $"{span.TotalDays:0.#} days";

    private static int Place(CompiledRule rule, string step)
    {
        for (var i = 0; i < rule.Steps.Length; i++)
        {
            if (rule.Steps[i].Id == step)
            {
                return i;
            }
        }

        return rule.Steps.Length;
    }

    private void End(Run run, RunState how, string note) => _runs = _runs.SetItem(run.Id, run with { State = how, DueAt = null, Note = note });
}
