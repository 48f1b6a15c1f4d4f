using System.Globalization;
using System.Xml;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Collects every mistake with its place while a document is read.</summary>
internal sealed class Mistakes
{
    internal List<Mistake> Found { get; } = [];

    internal void Add(JToken? at, string problem, string cure)
    {
        var line = at as IJsonLineInfo;
        var file = at?.AncestorsAndSelf().Select(t => t.Annotation<SourceFile>()).FirstOrDefault(f => f is not null)?.Name ?? "";
        Found.Add(new(file, line?.LineNumber ?? 0, line?.LinePosition ?? 0, problem, at is JValue value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture) : null, cure));
    }

    internal void Unknown(JToken at, string kind, string value, IEnumerable<string> known)
    {
        var nearest = Nearest(value, known);
        Add(at, $"unknown {kind} `{value}`", nearest is null ? "See the schema for what is known." : $"Did you mean `{nearest}`?");
    }

    internal void Keys(JObject item, string where, params string[] known)
    {
        foreach (var property in item.Properties().Where(p => !known.Contains(p.Name)))
        {
            Unknown(property, "key in " + where, property.Name, known);
        }
    }

    internal string? Text(JObject item, string name, bool required = false)
    {
        if (item[name] is { } token)
        {
            if (token.Type is JTokenType.String or JTokenType.Integer or JTokenType.Float)
            {
                return Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture);
            }

            if (token.Type != JTokenType.Null)
            {
                Add(token, $"`{name}` must be a text", "Write it in quotes.");
            }
        }
        else if (required)
        {
            Add(item, $"`{name}` is missing", $"Add `{name}`.");
        }

        return null;
    }

    internal int? Whole(JObject item, string name)
    {
        if (item[name] is JValue { Type: JTokenType.Integer } value && int.TryParse(Convert.ToString(value.Value, CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong(item, name, "a whole number", "Write it without quotes.");
        return null;
    }

    internal decimal? Number(JObject item, string name)
    {
        if (item[name] is JValue { Type: JTokenType.Integer or JTokenType.Float } value && decimal.TryParse(Convert.ToString(value.Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong(item, name, "a number", "Write it without quotes, with a point.");
        return null;
    }

    internal bool Flag(JObject item, string name)
    {
        if (item[name] is JValue { Type: JTokenType.Boolean } value)
        {
            return (bool)value.Value!;
        }

        Wrong(item, name, "true or false", "Write it without quotes.");
        return false;
    }

    internal JArray List(JObject item, string name)
    {
        if (item[name] is JArray list)
        {
            return list;
        }

        Wrong(item, name, "a list", "Put it in [ ].");
        return [];
    }

    internal JObject? Object(JObject item, string name)
    {
        if (item[name] is JObject found)
        {
            return found;
        }

        Wrong(item, name, "an object", "Put it in { }.");
        return null;
    }

    // Nothing, and null, are no mistake: the word is not there.
    private void Wrong(JObject item, string name, string what, string cure)
    {
        if (item[name] is { Type: not JTokenType.Null } token)
        {
            Add(token, $"`{name}` must be {what}", cure);
        }
    }

    /// <summary>A word that is a text; empty for anything else.</summary>
    internal static string Word(JObject item, string name) => item[name] is JValue { Type: JTokenType.String, Value: string text } ? text : "";

    internal TimeSpan? Duration(JObject item, string name) => item[name] is { Type: JTokenType.Null } ? null : item[name] is { } token ? Duration(token, token.ToString()) : null;

    internal TimeSpan? Duration(JToken at, string text)
    {
        try
        {
            var span = XmlConvert.ToTimeSpan(text);
            if (span >= TimeSpan.Zero && span <= TimeSpan.FromDays(3660))
            {
                return span;
            }
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
        }

        Add(at, $"`{text}` is no duration", "Write it as ISO 8601, such as PT1H, P2D or P14D; at most ten years.");
        return null;
    }

    internal TimeOnly? Time(JObject item, string name)
    {
        if (item[name] is not { } token)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(token.ToString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Add(token, $"`{token}` is no time of day", "Write it as HH:mm, such as 10:00.");
        return null;
    }

    internal DayOfWeek? Weekday(JToken at)
    {
        if (Enum.TryParse<DayOfWeek>(at.ToString(), true, out var day) && Enum.IsDefined(day))
        {
            return day;
        }

        Unknown(at, "weekday", at.ToString(), Enum.GetNames<DayOfWeek>().Select(d => d.ToLowerInvariant()));
        return null;
    }

    internal static string? Nearest(string value, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(value, k))).OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(3, value.Length / 2) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], next);
            }
        }

        return row[b.Length];
    }

    /// <summary>The file that a token came from; kept through merging.</summary>
    internal sealed record SourceFile(string Name);
}
