using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Reads and writes the parts of a rule's JSON that form fields stand for.</summary>
internal static class RuleJson
{
    /// <summary>A word of an object as text; empty when it is not there or no plain value.</summary>
    public static string Text(this JObject item, string name) => item[name] is JValue { Type: not JTokenType.Null } value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "" : "";

    /// <summary>Sets a word; takes it out when there is nothing to say.</summary>
    public static void Set(this JObject item, string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            item.Remove(name);
        }
        else
        {
            item[name] = text.Trim();
        }
    }

    /// <summary>What is compared with, from what a person typed: numbers where numbers are compared or one stood there, yes and no, else the text.</summary>
    public static JToken Operand(string name, string typed, JToken? before)
    {
        if (name == "in")
        {
            return new JArray(typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        var numeric = name is "gt" or "gte" or "lt" or "lte" || before is null or { Type: not JTokenType.String };
        return numeric && decimal.TryParse(typed, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? new JValue(number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue ? (object)(long)number : number)
            : typed is "true" or "false" ? new JValue(typed == "true")
            : new JValue(typed);
    }

    /// <summary>Writes a yes; a no is not written.</summary>
    public static void SetFlag(this JObject item, string name, bool on)
    {
        if (on)
        {
            item[name] = true;
        }
        else
        {
            item.Remove(name);
        }
    }

    /// <summary>A list of events: one text, an array of texts and <c>{ "event", "sameKey" }</c>, or nothing.</summary>
    public static List<JToken> Events(this JObject item, string name) => item[name] switch { null or JValue { Type: JTokenType.Null } => [], JArray list => [.. list], var one => [one] };

    /// <summary>The conditions under a word, those of an <c>all</c> one by one.</summary>
    public static List<JObject> Conditions(this JObject item, string word = "if") => item[word] switch
    {
        JObject { Count: 1 } all when all["all"] is JArray list => [.. list.OfType<JObject>()],
        JObject { HasValues: true } one => [one],
        _ => [],
    };

    /// <summary>Writes the conditions back: none, one, or all of several.</summary>
    public static void SetConditions(this JObject item, IReadOnlyList<JObject> conditions, string word = "if")
    {
        // A token that stands somewhere is copied when it is put elsewhere; the form reads the copies.
        switch (conditions.Count)
        {
            case 0:
                item.Remove(word);
                break;
            case 1:
                item[word] = conditions[0].DeepClone();
                break;
            default:
                item[word] = new JObject { ["all"] = new JArray(conditions.Select(c => c.DeepClone())) };
                break;
        }
    }
}
