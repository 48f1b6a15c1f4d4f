using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// Journey, calm and parameters of a document.
public static partial class MappingLoader
{
    private static StageModel Model(JObject? journey, Mistakes mistakes)
    {
        if (journey is null)
        {
            return StageModels.Default;
        }

        mistakes.Keys(journey, "journey", "model", "moves", "lapse");
        if (journey["lapse"] is JObject lapse)
        {
            mistakes.Keys(lapse, "lapse", "floor", "factor");
        }

        var id = mistakes.Text(journey, "model") ?? StageModels.Default.Id;
        if (StageModels.Find(id) is not { } model)
        {
            mistakes.Unknown(journey["model"]!, "stage model", id, StageModels.All.Select(m => m.Id));
            return StageModels.Default;
        }

        foreach (var move in mistakes.List(journey, "moves").OfType<JObject>())
        {
            mistakes.Keys(move, "moves", "when", "to");
            var (when, to) = (mistakes.Text(move, "when", true) ?? "", mistakes.Text(move, "to", true) ?? "");
            if (!Vocabulary.Knows(when))
            {
                mistakes.Unknown(move["when"] ?? move, "event", when, Vocabulary.Events.Select(e => e.Name));
            }

            if (model.Find(to) is null)
            {
                mistakes.Unknown(move["to"] ?? move, "stage", to, model.Stages.Select(s => s.Id));
            }
            else
            {
                model = model.With(when, to);
            }
        }

        return model;
    }

    private static CalmRules Calm(JObject? calm, Mistakes mistakes)
    {
        var rules = new CalmRules();
        if (calm is null)
        {
            return rules;
        }

        mistakes.Keys(calm, "calm", "caps", "quietFrom", "quietTo", "quietDays", "calmDays");
        var caps = mistakes.List(calm, "caps").OfType<JObject>().Select(c => (Max: mistakes.Whole(c, "max") ?? 0, Days: mistakes.Whole(c, "days") ?? 0)).ToImmutableArray();
        if (caps.Any(c => c.Max < 1 || c.Days < 1))
        {
            mistakes.Add(calm["caps"], "a cap needs `max` and `days`, both from 1", "Write { \"max\": 2, \"days\": 7 }.");
        }

        var days = new HashSet<DayOfWeek>();
        foreach (var day in mistakes.List(calm, "quietDays"))
        {
            if (mistakes.Weekday(day) is { } weekday)
            {
                days.Add(weekday);
            }
        }

        return rules with
        {
            Caps = caps.IsEmpty ? rules.Caps : caps,
            QuietFrom = mistakes.Time(calm, "quietFrom") ?? rules.QuietFrom,
            QuietTo = mistakes.Time(calm, "quietTo") ?? rules.QuietTo,
            QuietDays = calm["quietDays"] is null ? rules.QuietDays : [.. days],
            CalmDays = mistakes.Whole(calm, "calmDays") ?? rules.CalmDays,
        };
    }

    // A text that is one parameter becomes the parameter's value, so that numbers stay numbers.
    private static JObject Fill(JObject rule, JObject parameters, Mistakes mistakes)
    {
        rule = (JObject)rule.DeepClone();
        var off = Mistakes.Word(rule, "mode") is "off" or "";
        foreach (var text in rule.Descendants().OfType<JValue>().Where(v => v.Type == JTokenType.String).ToList())
        {
            var source = (string)text.Value!;
            var matches = ParameterPattern().Matches(source);
            foreach (var name in matches.Select(m => m.Groups[1].Value).Distinct())
            {
                if (!parameters.TryGetValue(name, out var value))
                {
                    mistakes.Unknown(text, "parameter", name, parameters.Properties().Select(p => p.Name));
                }
                else if (value.Type == JTokenType.Null && !off)
                {
                    mistakes.Add(text, $"parameter `{name}` has no value", $"Set `{name}` under `parameters`, or leave the rule off.");
                }
            }

            if (matches.Count == 1 && matches[0].Length == source.Length && parameters[matches[0].Groups[1].Value] is JValue { Type: not JTokenType.Null } whole)
            {
                text.Value = whole.Value;
            }
            else if (matches.Count > 0)
            {
                text.Value = ParameterPattern().Replace(source, m => Convert.ToString((parameters[m.Groups[1].Value] as JValue)?.Value, CultureInfo.InvariantCulture) ?? "");
            }
        }

        return rule;
    }

    private static ImmutableSortedDictionary<string, string?> Named(JObject rule, JObject values) => rule.Descendants().OfType<JValue>().Where(v => v.Type == JTokenType.String)
        .SelectMany(v => ParameterPattern().Matches((string)v.Value!).Select(m => m.Groups[1].Value)).Distinct(StringComparer.Ordinal)
        .ToImmutableSortedDictionary(n => n, n => values[n] is { Type: not JTokenType.Null } value ? value.ToString(Newtonsoft.Json.Formatting.None) : null, StringComparer.Ordinal);

    [GeneratedRegex(@"\{\{\s*parameters\.([A-Za-z0-9_-]+)\s*\}\}")]
    private static partial Regex ParameterPattern();
}
