using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Engine;

// What a step does: the gate, the arguments, the tool it goes to.
internal sealed partial class EngineStep
{
    /// <summary>Does one action; null when the run rests here.</summary>
    private Run? Act(CompiledRule rule, Run run, Instruction.Do step, ref bool begins)
    {
        begins = false;
        var since = run.StepSince ?? now;
        if (step.StaleAfter is { } stale && now > since + stale)
        {
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Stale, "staleAfter " + Say(stale), null, $"was not sent: after {Say(stale)} it is of no use, so it was dropped", run.Trigger);
            return run with { Refused = true };
        }

        var (arguments, problem) = Render(step, run.Trigger, run);
        if (arguments is null)
        {
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Failed, step.Name, problem, "could not go on: " + problem, run.Trigger);
            End(run, RunState.Dropped, problem!);
            return null;
        }

        var gate = step.Role == "hub" ? GateAnswer.Go : TouchGate.Check(_facts, _log, mapping.Calm, client, step.Class, rule.Hold, null, step.PreferredAt, now);
        if (gate.Refusal is { } refusal)
        {
            var held = gate.NextTryAt is { } next && (step.StaleAfter is null || next <= since + step.StaleAfter);
            Decide(rule, run.RunKey, step.Id, run.Mode, refusal, gate.Clause, gate.Value,
                held ? $"waits until {_clock.Say(gate.NextTryAt!.Value)} because {gate.Sentence}"
                    : $"did not {DeedWords.Of(step, arguments).Do} because {gate.Sentence}{(gate.NextTryAt is null ? "" : "; by then it is of no use, so it was dropped")}",
                run.Trigger, held ? gate.NextTryAt : null);
            if (held)
            {
                _runs = _runs.SetItem(run.Id, run with { Step = step.Id, State = RunState.Held, DueAt = gate.NextTryAt, StepSince = since, Note = gate.Sentence });
                return null;
            }

            return run with { Refused = run.Refused || step.Class != TouchClass.Internal };
        }

        if (run.Mode == RuleMode.Shadow)
        {
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Watched, null, Words(step, arguments), "would " + DeedWords.Of(step, arguments).Do, run.Trigger);
            return run;
        }

        return step.Role == "hub" ? Own(rule, run, step, arguments) : Plan(rule, run, step, arguments, null);
    }

    private static string Words(Instruction.Do step, ImmutableSortedDictionary<string, Value> arguments) => step.Name + (Mark(arguments) is { } mark ? "[" + mark + "]" : "");

    private static string? Mark(ImmutableSortedDictionary<string, Value> arguments) =>
        arguments.TryGetValue("tag", out var tag) || arguments.TryGetValue("field", out tag) || arguments.TryGetValue("event", out tag) ? tag.ToString() : null;

    private Run Plan(CompiledRule rule, Run run, Instruction.Do step, ImmutableSortedDictionary<string, Value> arguments, string? by)
    {
        var connections = client.Connections.Where(c => c.Role == step.Role).ToList();
        if (step.Name == "crm.task.create")
        {
            Raised(rule, run.RunKey);
            if (connections.Count == 0)
            {
                Task(rule, run, step, arguments, "");
                return run;
            }

            arguments = DueAt(arguments) is { } due ? arguments.SetItem("due", Value.Of(due)) : arguments.Remove("due");
        }

        if (_log.Touches.Count(t => t.At > now.AddHours(-1) && t.At <= now) >= MappingEngine.ActionBudget)
        {
            Loop(rule, run.RunKey, step.Id, run.Trigger, $"{MappingEngine.ActionBudget} actions in an hour", "the budget of actions for one contact in an hour is used up");
            return run;
        }

        foreach (var (target, why) in Targets(step, connections, run.Trigger))
        {
            var id = step.Role == "reviews" ? run.Trigger.Key ?? OfEvent("reviewId", run.Trigger).Text
                : state.Identities.FirstOrDefault(i => i.Key.StartsWith(target.Id + ":", StringComparison.Ordinal)).Value;
            var email = Email();
            if (id is null && state.ContactId is not null && step.Name == "crm.task.create")
            {
                Task(rule, run, step, arguments, $" here, because they are not known in {target.ToolName}");
                continue;
            }

            if (state.ContactId is not null && id is null && email is null && step.Verb != "task.create")
            {
                Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.NoTarget, step.Name, target.ToolName, $"could not {DeedWords.Of(step, arguments).Do}: they are not known in {target.ToolName}, and no address is known", run.Trigger);
                continue;
            }

            var key = Key(client.Id, rule.Id, run.RunKey, step.Id, target.Id + "/" + (id ?? email ?? state.Subject));
            var mark = Words(step, arguments);
            _actions.Add(new(key, rule.Id, run.Id, step.Id, target.Id, step.Verb, step.Name, id, email, step.Class, now, step.StaleAfter is { } stale ? (run.StepSince ?? now) + stale : null,
                arguments, run.Hops + 1, why, by, step.Expect));
            _log = _log with { Touches = _log.Touches.Add(new(key, rule.Id, now, step.Class) { Name = mark }) };
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Acted, null, why, $"asked {target.ToolName} to {DeedWords.Of(step, arguments).Do} ({why}){(by is null ? "" : ", approved by " + by)}", run.Trigger);
        }

        if (connections.Count == 0)
        {
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.NoTarget, step.Name, "no connection", $"could not {DeedWords.Of(step, arguments).Do}: no tool is connected as {step.Role}", run.Trigger);
        }

        return run;
    }

    private IEnumerable<(ConnectionRef, string)> Targets(Instruction.Do step, List<ConnectionRef> all, JourneyEvent e)
    {
        if (all.Count == 0)
        {
            return [];
        }

        if (step.Selector == "*")
        {
            return all.Select(c => (c, $"all of {step.Role}"));
        }

        if (step.Selector is { } name)
        {
            return all.Where(c => c.Id == name).Select(c => (c, "named in the rule"));
        }

        if (all.FirstOrDefault(c => c.Id == e.Connection) is { } from)
        {
            return [(from, "the event came from there")];
        }

        var known = all.Where(c => state.Identities.Keys.Any(k => k.StartsWith(c.Id + ":", StringComparison.Ordinal))).ToList();
        return known.Count == 1 && all.Count > 1
            ? [(known[0], "the only one that knows this contact")]
            : [(all.FirstOrDefault(c => c.Primary) ?? all[0], $"the main {step.Role}")];
    }

    internal static string Key(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
}
