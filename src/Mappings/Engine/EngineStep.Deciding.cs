using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Engine;

// How a conclusion is said.
internal sealed partial class EngineStep
{
    private const string LoopHold = "hub.loop";
    private static readonly TimeSpan LoopHolds = TimeSpan.FromDays(1);
    private ConditionWords? _words;

    // The words for conditions, with the tools called as the client knows them.
    private ConditionWords ConditionWords => _words ??= new(new(client.Connections.Where(c => c.Primary).DistinctBy(c => c.Role).ToDictionary(c => c.Role, c => c.ToolName, StringComparer.Ordinal)));

    // One alert a chain: it names every rule that has a part in it. The rule is held for this contact until somebody had time to look.
    private void Loop(CompiledRule rule, string key, string? step, JourneyEvent e, string value, string why)
    {
        Decide(rule, key, step, rule.Mode, Verdict.LoopStopped, $"hops {MappingEngine.HopLimit}, actions {MappingEngine.ActionBudget} per hour", value, $"was stopped because {why}; it is held for this contact until {_clock.Say(now + LoopHolds)}", e);
        Watch(LoopHold, rule.Id, now + LoopHolds, e);
        var recent = _log.Touches.Where(t => t.At > now.AddHours(-1) && t.At <= now).ToList();
        var rules = recent.GroupBy(t => t.Rule, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).Append(rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _alerts.Add(new($"loop:{state.Subject}", "loop",
            $"Loop stopped: {StepWords.List([.. rules.Select(r => $"'{r}'")])} wrote to {Who()} {recent.Count} times within an hour ({value}). {(rules.Count == 1 ? "It is" : "They are")} held for this contact. See the chain.",
            rule.Id, null, null));
    }

    private bool IsHeldAfterLoop(CompiledRule rule) => _runs.TryGetValue(RunId(LoopHold, rule.Id, 1), out var hold) && hold.State == RunState.Waiting;

    private void Decide(CompiledRule rule, string key, string? step, RuleMode mode, Verdict verdict, string? clause, string? value, string what, JourneyEvent? e, DateTimeOffset? next = null) =>
        _decisions.Add(new(rule.Id, key, step, _earlier.GetValueOrDefault(rule, client.MappingVersion), mode, verdict, clause, value, $"'{rule.Id}' {what}{(what.EndsWith('.') ? "" : ".")}".Insert(0, Who() + ": "), e?.NaturalKey, next, now));

    // "because we asked them in the last 180 days (once, on Fri 7 Aug 10:00). Next possible: Wed 3 Feb 10:00."
    private string NotBegun((bool Holds, string Clause, string? Value, Condition Decided) test) => test.Decided switch
    {
        Condition.Not { Item: Condition.Did did } => $"did not begin because {ConditionWords.Say(did)} ({test.Value}).{Next(did)}",
        var condition => $"did not begin because this does not hold: {ConditionWords.Say(condition)} (it is {(string.IsNullOrEmpty(test.Value) ? "empty" : test.Value)})",
    };

    private string Next(Condition.Did did) =>
        did.Within is { } within && Times(did, null, null) is { Count: > 0 } times && times.Count >= did.Times ? $" Next possible: {_clock.Say(times[^did.Times] + within)}." : "";

    // "because they ordered on Tue 3 Nov 13:20 (#1043), 100 minutes before it was due"
    private string Ended(Trigger trigger, JourneyEvent e, Run run) =>
        $"ended early because {EventWords.Past(trigger)} on {_clock.Say(e.OccurredAt)}{(e.Property("orderName").Text is { Length: > 0 } order ? $" ({order})" : "")}"
        + (run.DueAt is { } due && due > e.OccurredAt ? $", {Say(due - e.OccurredAt)} before the next step was due" : "");

    private string Who() => _facts.Field("firstName") is { HasContent: true } name ? name.ToString() : state.ContactId is null ? state.Subject : "This contact";

    private static string Say(TimeSpan span) => span.TotalMinutes < 90 ? $"{span.TotalMinutes:0} minutes" : span.TotalHours < 36 ? $"{span.TotalHours:0.#} hours" : $"{span.TotalDays:0.#} days";
}
