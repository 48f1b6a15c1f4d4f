using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// What stands under `then`, actions apart.
internal sealed partial class RuleReader
{
    private void Steps(JArray items, string prefix, int depth)
    {
        if (depth > 4 || _steps.Count > 100)
        {
            mistakes.Add(items, "the steps are nested too deep or too many", "At most 4 levels and 100 steps in a rule.");
            return;
        }

        var place = 0;
        foreach (var token in items)
        {
            place++;
            if (token is not JObject item)
            {
                mistakes.Add(token, "a step must be an object", "Write { \"do\": … }, { \"wait\": … }, { \"if\": … } or { \"split\": … }.");
                continue;
            }

            var id = mistakes.Text(item, "id") ?? (item["split"] is null ? prefix + place.ToString(CultureInfo.InvariantCulture) : SplitId);
            if (!_stepIds.Add(id))
            {
                mistakes.Add(item["id"] ?? item, $"step `{id}` stands here twice", "Give each step its own id.");
            }

            Step(item, id, depth);
        }
    }

    private void Step(JObject item, string id, int depth)
    {
        if (item["wait"] is { } wait)
        {
            _steps.Add(Wait(item, wait, id));
        }
        else if (item["do"] is { } action)
        {
            _steps.Add(Do(item, action, id));
        }
        else if (item["exit"] is not null)
        {
            mistakes.Keys(item, "a step", "id", "exit");
            _steps.Add(new Instruction.End(id, item["exit"]!.ToString()));
        }
        else if (item["if"] is { } condition)
        {
            mistakes.Keys(item, "a step", "id", "if", "then", "else");
            var branch = _steps.Count;
            _steps.Add(new Instruction.Branch(id, Condition(condition, 0), 0));
            Steps(mistakes.List(item, "then"), id + ".", depth + 1);
            var jump = _steps.Count;
            if (mistakes.List(item, "else") is { Count: > 0 } otherwise)
            {
                _steps.Add(new Instruction.Jump(id + ".then", 0));
                Steps(otherwise, id + ".else.", depth + 1);
                _steps[jump] = new Instruction.Jump(id + ".then", _steps.Count);
                jump++;
            }

            _steps[branch] = ((Instruction.Branch)_steps[branch]) with { Else = jump };
        }
        else if (item["split"] is { } split)
        {
            Split(item, split, id, depth);
        }
        else
        {
            mistakes.Add(item, "this step does nothing", "Write `do`, `wait`, `if`, `split` or `exit`.");
        }
    }

    private Instruction.Wait Wait(JObject item, JToken wait, string id)
    {
        mistakes.Keys(item, "a wait", "id", "wait", "until", "then", "at", "weekday", "from", "to", "working");
        TimeSpan span = default, minus = default;
        string? field = null;
        if (wait is JObject until)
        {
            mistakes.Keys(until, "a wait", "field", "minus");
            field = mistakes.Text(until, "field", true) ?? "event.start";
            Field(wait, field);
            minus = mistakes.Duration(until, "minus") ?? default;
        }
        else
        {
            span = mistakes.Duration(wait, wait.ToString()) ?? default;
        }

        var weekday = mistakes.Text(item, "weekday") is null ? null : mistakes.Weekday(item["weekday"]!);
        var then = mistakes.Text(item, "then") ?? "exit";
        if (then is not ("exit" or "continue"))
        {
            mistakes.Unknown(item["then"]!, "value of then", then, ["exit", "continue"]);
        }

        _preferredAt = mistakes.Time(item, "at");
        return new(id, span, field, minus, _preferredAt, weekday, mistakes.Time(item, "from"), mistakes.Time(item, "to"), mistakes.Flag(item, "working"),
            Until(mistakes.List(item, "until")), then == "exit");
    }
}
