using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Takes the split out of a rule's text once it is decided which of its arms stays.</summary>
public static class SplitText
{
    private static readonly string[] Classes = ["internal", "service", "marketing"]; // the strictest last

    /// <summary>The rule with the steps of one arm in the place of its split. Steps whose place changes get the id that they had, so that runs on their way find them and nothing is done twice. What
    /// the rule says of its class and its other half is set right where only the arm that goes made it so.</summary>
    /// <param name="rule">A rule that loads, as it is written.</param>
    /// <param name="arm">Place of the arm, from 0.</param>
    /// <returns>The changed rule; null when it has no split with such an arm.</returns>
    public static JObject? With(JObject rule, int arm)
    {
        rule = (JObject)rule.DeepClone();
        var started = Starts(rule);
        if (rule["then"] is not JArray steps || !Replace(steps, "", arm))
        {
            return null;
        }

        var left = steps.DescendantsAndSelf().OfType<JObject>().Where(s => s["do"] is not null).ToList();
        if (rule["touch"] is not null)
        {
            rule["touch"] = Classes.LastOrDefault(c => left.Any(s => string.Equals(Mistakes.Word(s, "touch"), c, StringComparison.OrdinalIgnoreCase))) ?? Classes[0];
        }

        if (started && !Starts(rule))
        {
            rule.Remove("otherHalf");
        }

        return rule;
    }

    private static bool Starts(JObject rule) => rule.Descendants().OfType<JObject>().Any(s => s["do"] is not null && s["starts"] is JObject);

    private static bool Replace(JArray steps, string prefix, int arm)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not JObject step)
            {
                continue;
            }

            var id = Id(step) ?? prefix + Number(i + 1);
            if (step["split"] is JObject split)
            {
                return Replace(steps, i, split, prefix, Id(step) ?? RuleReader.SplitId, arm);
            }

            if ((step["then"] is JArray then && step["if"] is not null && Replace(then, id + ".", arm)) || (step["else"] is JArray other && Replace(other, id + ".else.", arm)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Replace(JArray steps, int place, JObject split, string prefix, string id, int arm)
    {
        if (split["arms"] is not JArray arms || arms.ElementAtOrDefault(arm)?["then"] is not JArray chosen)
        {
            return false;
        }

        var ways = chosen.OfType<JObject>().Select((s, i) => Named(s, $"{id}.{Number(arm + 1)}.{Number(i + 1)}")).ToList();
        var after = steps.Skip(place + 1).OfType<JObject>().Select((s, i) => ways.Count == 1 ? s : Named(s, prefix + Number(place + 2 + i))).ToList();
        while (steps.Count > place)
        {
            steps.RemoveAt(place);
        }

        foreach (var step in ways.Concat(after))
        {
            steps.Add(step);
        }

        return true;
    }

    private static JObject Named(JObject step, string id)
    {
        var named = (JObject)step.DeepClone();
        if (Id(named) is null)
        {
            named.AddFirst(new JProperty("id", id));
        }

        return named;
    }

    private static string? Id(JObject step) => step["id"] is JValue { Value: string id } ? id : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
