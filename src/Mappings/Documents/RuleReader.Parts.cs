using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

internal sealed partial class RuleReader
{
    private Condition Condition(JToken token, int depth)
    {
        var nothing = new Condition.All([]);
        if (depth > 8 || ++_nodes > 200)
        {
            mistakes.Add(token, "the conditions are nested too deep or too many", "At most 8 levels and 200 conditions in a rule.");
            return nothing;
        }

        if (token is not JObject item)
        {
            mistakes.Add(token, "a condition must be an object", "Write { \"field\": …, \"eq\": … }, { \"did\": … } or { \"all\": [ … ] }.");
            return nothing;
        }

        if (item["all"] is JArray all)
        {
            mistakes.Keys(item, "a condition", "all");
            return new Condition.All([.. all.Select(t => Condition(t, depth + 1))]);
        }

        if (item["any"] is JArray any)
        {
            mistakes.Keys(item, "a condition", "any");
            return new Condition.Any([.. any.Select(t => Condition(t, depth + 1))]);
        }

        if (item["not"] is { } not)
        {
            mistakes.Keys(item, "a condition", "not");
            return new Condition.Not(Condition(not, depth + 1));
        }

        if ((item["did"] ?? item["didNot"]) is { } did)
        {
            mistakes.Keys(item, "a condition", "did", "didNot", "within", "times", "sameKey");
            var times = item.Value<int?>("times") ?? 1;
            if (times is < 1 or > Journey.Facts.Occurrences.RecentLimit)
            {
                mistakes.Add(item["times"], $"`times` must lie between 1 and {Journey.Facts.Occurrences.RecentLimit}", "Count fewer.");
            }

            var fact = new Condition.Did(Event(did, did.ToString(), item.Value<bool?>("sameKey") ?? false, true), mistakes.Duration(item, "within"), item.Value<string>("within"), times);
            return item["didNot"] is null ? fact : new Condition.Not(fact);
        }

        var field = mistakes.Text(item, "field", true) ?? "event.value";
        Field(item["field"] ?? item, field);
        var operators = item.Properties().Where(p => p.Name != "field").ToList();
        if (operators.Count != 1 || !Operators.Contains(operators[0].Name))
        {
            mistakes.Unknown(operators.Count > 0 ? operators[0] : item, "operator", operators.Count > 0 ? operators[0].Name : "", Operators);
            return nothing;
        }

        var (name, operand) = (operators[0].Name, operators[0].Value);
        return new Condition.Compare(field, name, Plain(operand), name == "matches" ? Pattern(operand) : null);
    }

    private Regex? Pattern(JToken operand)
    {
        var text = operand.ToString();
        try
        {
            if (text.Length <= 500)
            {
                return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }

            mistakes.Add(operand, "the pattern is longer than 500 characters", "Shorten it.");
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            mistakes.Add(operand, "the pattern is not accepted: " + problem.Message, "Write it without look-around, back references and large repeats.");
        }

        return null;
    }

    private Value Plain(JToken token) => token.Type switch
    {
        JTokenType.Integer or JTokenType.Float => Number(token),
        JTokenType.Boolean => Value.Of((bool)token),
        JTokenType.Array => Value.Of(token.Select(t => Convert.ToString((t as JValue)?.Value, CultureInfo.InvariantCulture) ?? "")),
        JTokenType.Null => Value.None,
        JTokenType.String => Value.Of((string?)token),
        _ => Value.None,
    };

    private Value Number(JToken token)
    {
        try
        {
            return Value.Of(Convert.ToDecimal(((JValue)token).Value, CultureInfo.InvariantCulture));
        }
        catch (OverflowException)
        {
            mistakes.Add(token, "the number is too large", "Write a smaller one.");
            return Value.None;
        }
    }

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
                mistakes.Add(token, "a step must be an object", "Write { \"do\": … }, { \"wait\": … } or { \"if\": … }.");
                continue;
            }

            var id = mistakes.Text(item, "id") ?? prefix + place.ToString(CultureInfo.InvariantCulture);
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
            Steps(item["then"] as JArray ?? [], id + ".", depth + 1);
            var jump = _steps.Count;
            if (item["else"] is JArray otherwise)
            {
                _steps.Add(new Instruction.Jump(id + ".then", 0));
                Steps(otherwise, id + ".else.", depth + 1);
                _steps[jump] = new Instruction.Jump(id + ".then", _steps.Count);
                jump++;
            }

            _steps[branch] = ((Instruction.Branch)_steps[branch]) with { Else = jump };
        }
        else
        {
            mistakes.Add(item, "this step does nothing", "Write `do`, `wait`, `if` or `exit`.");
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

        DayOfWeek? weekday = null;
        if (mistakes.Text(item, "weekday") is { } day)
        {
            if (Enum.TryParse<DayOfWeek>(day, true, out var known))
            {
                weekday = known;
            }
            else
            {
                mistakes.Unknown(item["weekday"]!, "weekday", day, Enum.GetNames<DayOfWeek>());
            }
        }

        var then = mistakes.Text(item, "then") ?? "exit";
        if (then is not ("exit" or "continue"))
        {
            mistakes.Unknown(item["then"]!, "value of then", then, ["exit", "continue"]);
        }

        _preferredAt = mistakes.Time(item, "at");
        return new(id, span, field, minus, _preferredAt, weekday, mistakes.Time(item, "from"), mistakes.Time(item, "to"), item.Value<bool?>("working") ?? false,
            Until(item["until"] as JArray), then == "exit");
    }

    private Instruction.Do Do(JObject item, JToken action, string id)
    {
        mistakes.Keys(item, "a step", "id", "do", "with", "touch", "staleAfter", "starts");
        var name = action.ToString();
        var target = Trigger.Parse(name);
        string? selector = null;
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var close = name.IndexOf(']', StringComparison.Ordinal);
        if (open > 0 && close > open)
        {
            selector = name[(open + 1)..close];
            name = name[..open] + name[(close + 1)..];
        }

        if (!actions.TryGetValue(name, out var known))
        {
            mistakes.Unknown(action, "action", name, actions.Keys);
        }

        var with = item["with"] as JObject ?? [];
        if (known is not null)
        {
            foreach (var missing in known.Required.Where(r => with[r] is null))
            {
                mistakes.Add(item, $"`{name}` needs `{missing}` under `with`", $"Add \"{missing}\".");
            }

            if (name != "hub.approval")
            {
                foreach (var property in with.Properties().Where(p => !known.Required.Contains(p.Name) && !known.Optional.Contains(p.Name)))
                {
                    mistakes.Unknown(property, "argument of " + name, property.Name, known.Required.Concat(known.Optional));
                }
            }
            else if (with["action"] is { } wished && !actions.ContainsKey(wished.ToString()))
            {
                mistakes.Unknown(wished, "action", wished.ToString(), actions.Keys);
            }

            if (known.OnlyByApproval)
            {
                mistakes.Add(action, $"`{name}` may go out only after a person said yes", "Use `hub.approval` with this action.");
            }
        }

        var touch = mistakes.Text(item, "touch") ?? "internal";
        if (!Enum.TryParse<TouchClass>(touch, true, out var touchClass))
        {
            mistakes.Unknown(item["touch"]!, "touch", touch, ["internal", "service", "marketing"]);
        }

        ExpectedEffect? expect = null;
        if (item["starts"] is JObject starts)
        {
            mistakes.Keys(starts, "starts", "flow", "expect");
            if (touchClass == TouchClass.Internal)
            {
                mistakes.Add(starts, "a step that starts a flow has the class of the mail that the flow sends", "Add \"touch\": \"marketing\" or \"service\".");
            }

            if (starts["expect"] is JObject effect && mistakes.Duration(effect, "within") is { } within)
            {
                expect = new(mistakes.Text(starts, "flow") ?? "", Event(effect["event"] ?? effect, mistakes.Text(effect, "event", true) ?? "", false).Event, within);
            }
        }

        var arguments = ImmutableSortedDictionary.CreateBuilder<string, Argument>(StringComparer.Ordinal);
        foreach (var property in with.Properties())
        {
            var value = Plain(property.Value);
            LiquidText? liquid = null;
            if (value.Text is { } text && text.Contains('{', StringComparison.Ordinal))
            {
                (liquid, var problem) = LiquidText.Parse(text);
                if (problem is not null)
                {
                    mistakes.Add(property.Value, problem, "Correct the text.");
                }
            }

            arguments[property.Name] = new(value, liquid);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new(id, dot > 0 ? name[..dot] : target.Event, dot > 0 ? name[(dot + 1)..] : "", selector, arguments.ToImmutable(), touchClass, mistakes.Duration(item, "staleAfter"), expect, _preferredAt);
    }
}
