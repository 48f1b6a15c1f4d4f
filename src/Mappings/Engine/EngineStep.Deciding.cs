using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// How a conclusion is said.
internal sealed partial class EngineStep
{
    private void Loop(CompiledRule rule, string key, string? step, JourneyEvent? e, string value, string why)
    {
        Decide(rule, key, step, rule.Mode, Verdict.LoopStopped, $"hops {MappingEngine.HopLimit}, actions {MappingEngine.ActionBudget} per hour", value, $"was stopped because {why}", e);
        _alerts.Add(new($"loop:{rule.Id}:{state.Subject}", "loop", $"Loop stopped: '{rule.Id}' and other rules wrote to {Who()} again and again ({value}). It is held for this contact. See the chain.", rule.Id, null, null));
    }

    private void Decide(CompiledRule rule, string key, string? step, RuleMode mode, Verdict verdict, string? clause, string? value, string what, JourneyEvent? e, DateTimeOffset? next = null) =>
        _decisions.Add(new(rule.Id, key, step, client.MappingVersion, mode, verdict, clause, value, $"'{rule.Id}' {what}{(what.EndsWith('.') ? "" : ".")}".Insert(0, Who() + ": "), e?.NaturalKey, next, now));

    private string Who() => _facts.Field("firstName") is { HasContent: true } name ? name.ToString() : state.ContactId is null ? state.Subject : "This contact";

    private static string Say(TimeSpan span) => span.TotalMinutes < 90 ? $"{span.TotalMinutes:0} minutes" : span.TotalHours < 36 ? $"{span.TotalHours:0.#} hours" : $"{span.TotalDays:0.#} days";
}
