using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// What stands under `if`.
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
            mistakes.Keys(item, "a condition", "did", "didNot", "within", "before", "times", "sameKey");
            var times = mistakes.Whole(item, "times") ?? 1;
            if (times is < 1 or > Journey.Facts.Occurrences.RecentLimit)
            {
                mistakes.Add(item["times"], $"`times` must lie between 1 and {Journey.Facts.Occurrences.RecentLimit}", "Count fewer.");
            }

            var fact = new Condition.Did(Event(did, did.ToString(), mistakes.Flag(item, "sameKey"), true), mistakes.Duration(item, "within"), mistakes.Text(item, "within"), times) { Before = mistakes.Duration(item, "before") ?? TimeSpan.Zero };
            if (fact.Within <= fact.Before)
            {
                mistakes.Add(item["before"], "`before` lies as far back as `within`, so nothing can lie between them", "Make `within` the longer of the two.");
            }

            return item["didNot"] is null ? fact : new Condition.Not(fact);
        }

        var field = mistakes.Text(item, "field", true) ?? "event.value";
        Field(item["field"] ?? item, field);
        var operators = item.Properties().Where(p => p.Name != "field").ToList();
        if (operators.Count != 1 || !RuleFields.Operators.Contains(operators[0].Name))
        {
            mistakes.Unknown(operators.Count > 0 ? operators[0] : item, "operator", operators.Count > 0 ? operators[0].Name : "", RuleFields.Operators);
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
        if (decimal.TryParse(Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return Value.Of(number);
        }

        mistakes.Add(token, "the number is too large", "Write a smaller one.");
        return Value.None;
    }
}
