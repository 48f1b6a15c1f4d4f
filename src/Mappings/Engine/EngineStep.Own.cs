using System.Collections.Immutable;
using System.Xml;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Engine;

// What the hub does itself.
internal sealed partial class EngineStep
{
    private Run? Own(CompiledRule rule, Run run, Instruction.Do step, ImmutableSortedDictionary<string, Value> with)
    {
        string Text(string name) => with.TryGetValue(name, out var value) ? value.ToString() : "";
        TimeSpan? Span(string name) { try { return Text(name) is { Length: > 0 } text ? XmlConvert.ToTimeSpan(text) : null; } catch (FormatException) { return null; } }
        var key = AlertKey(rule, run.RunKey, step);
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
            case "alert":
                _alerts.Add(new(key, "rule", Text("text"), rule.Id, Text("to") is { Length: > 0 } to ? to : null, null));
                Raised(rule, run.RunKey);
                break;
            case "task": Task(rule, run, step, with, ""); return run;
            case "approval":
                var expires = Span("expires") is { } keep ? now + keep : (DateTimeOffset?)null;
                _approvals.Add(new(run.Id, rule.Id, step.Id, Text("title") is { Length: > 0 } title ? title : Text("action"), Text("draft"), Text("action"), expires));
                _runs = _runs.SetItem(run.Id, run with { Step = step.Id, State = RunState.Approval, DueAt = null, Draft = Text("draft"), Asked = with.RemoveRange(KnownAction.OfAnApproval).Remove(ArgumentOf(with)) });
                Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.NeedsApproval, null, Text("action"), "waits for a person: a draft is ready, and nothing goes out without a yes", run.Trigger, expires);
                return null;
        }

        Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Acted, null, null, DeedWords.Of(step, with).Did, run.Trigger);
        return run;
    }

    // Which argument of the action the person's text is.
    private static string ArgumentOf(ImmutableSortedDictionary<string, Value> with) => with.TryGetValue("argument", out var given) && given.HasContent ? given.ToString() : "text";

    // A task stands in the hub where no CRM knows the person.
    private void Task(CompiledRule rule, Run run, Instruction.Do step, ImmutableSortedDictionary<string, Value> with, string where)
    {
        var title = with.TryGetValue("title", out var text) || with.TryGetValue("subject", out text) || with.TryGetValue("text", out text) ? text.ToString() : step.Name;
        _alerts.Add(new(TaskKey(rule, run.RunKey, step), "task", title, rule.Id, with.TryGetValue("to", out var to) ? to.ToString() : null, DueAt(with)));
        Raised(rule, run.RunKey);
        Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Acted, null, title, $"made the task '{title}'{where}", run.Trigger);
    }

    // A span counts working hours: nobody is asked to ring back at midnight.
    private DateTimeOffset? DueAt(ImmutableSortedDictionary<string, Value> with)
    {
        try
        {
            return with.TryGetValue("due", out var given) && given.HasContent ? AsTime(given) ?? Working(now, XmlConvert.ToTimeSpan(given.ToString())) : null;
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            return null;
        }
    }
}
