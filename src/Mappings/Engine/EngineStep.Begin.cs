using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// Whether an event begins a run, and which limits speak against it.
internal sealed partial class EngineStep
{
    private void Begin(CompiledRule rule, JourneyEvent e, bool wasThere = false)
    {
        var key = rule.Key is null ? e.NaturalKey : Look(rule.Key, e, null) is { HasContent: true } value ? value.ToString() : e.NaturalKey;
        var hops = e.Cause?.Hops ?? 0;
        if (hops >= MappingEngine.HopLimit)
        {
            Loop(rule, key, null, e, $"{hops} of our own writes", "the chain of our own writes reached its limit");
            return;
        }

        if (!wasThere && now - e.OccurredAt > rule.MaxAge)
        {
            Decide(rule, key, null, rule.Mode, Verdict.TooLate, "maxAge " + Say(rule.MaxAge), Say(now - e.OccurredAt), $"did not begin because it heard of this {Say(now - e.OccurredAt)} late", e);
            return;
        }

        if (rule.If is not null && Test(rule.If, e, null) is { Holds: false } test)
        {
            Decide(rule, key, null, rule.Mode, Verdict.ConditionFalse, test.Clause, test.Value, NotBegun(test), e);
            return;
        }

        if (IsHeldAfterLoop(rule))
        {
            Decide(rule, key, null, rule.Mode, Verdict.LoopStopped, "held after a loop", null, $"did not begin because it is held for this contact after a loop, until {_clock.Say(_runs[RunId(LoopHold, rule.Id, 1)].DueAt!.Value)}", e);
            return;
        }

        var shadow = rule.Mode == RuleMode.Shadow;
        var mine = _log.Firings.Where(f => f.Rule == rule.Id && f.Shadow == shadow).ToList();
        var before = mine.Count(f => f.RunKey == key || f.RunKey.StartsWith(key + "#", StringComparison.Ordinal));
        var limit = rule.Once switch
        {
            "per contact" when mine.Count > 0 => ("once per contact", mine[^1]),
            "per key" when before > 0 => ("once per key", mine.Last(f => f.RunKey.StartsWith(key, StringComparison.Ordinal))),
            _ when wasThere && before > 0 => ("begun already", mine.Last(f => f.RunKey.StartsWith(key, StringComparison.Ordinal))),
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
            var next = clause.StartsWith("atMost", StringComparison.Ordinal) ? $" Next possible: {_clock.Say(last.At + rule.AtMostEvery)}." : "";
            Decide(rule, key, null, rule.Mode, Verdict.AlreadyDone, clause, _clock.Say(last.At), $"did not begin because it ran on {_clock.Say(last.At)} ({clause}).{next}", e);
            return;
        }

        if (rule.Mode == RuleMode.Pilot && OutsidePilot(rule, e) is { } outside)
        {
            Decide(rule, key, null, rule.Mode, Verdict.HeldOut, outside, null, "did not begin because it is tried on a part of the contacts, and this one is not among them", e);
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
            Id = RunId(rule.Id, runKey, before + 1), Rule = rule.Id, RunKey = runKey, MappingVersion = client.MappingVersion, Step = rule.Steps[0].Id, State = RunState.Waiting,
            Mode = rule.Mode, StartedAt = now, Trigger = e, Hops = hops,
        }, 0, true);
    }

    // The clause by which somebody is not among those the rule is tried on; null for those who are.
    private string? OutsidePilot(CompiledRule rule, JourneyEvent e) => rule.Pilot switch
    {
        null => Share(rule.Id, "pilot") >= rule.PilotShare ? $"pilot {rule.PilotShare}%" : null,
        { If: { } group } => Test(group, e, null) is { Holds: false } test ? "pilot group: " + test.Clause : null,
        var named => state.ContactId is { } contact && named.Contacts.Contains(contact) ? null : "pilot people",
    };

    // Two contacts may have runs of one rule with one key ("the checklist"): the subject keeps them apart.
    private string RunId(string rule, string key, int number) => string.Create(CultureInfo.InvariantCulture, $"{rule}|{key}|{number}|{state.Subject}");

    // Who is in a share stays in it: a hash of client, rule and contact, not chance.
    private int Share(string rule, string what) =>
        BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', client.Id, rule, state.Subject, what)))) % 100;
}
