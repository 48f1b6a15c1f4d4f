using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Changes one thing in the text of a mapping and leaves all else as its author wrote it: comments, order, spaces.</summary>
public static class MappingText
{
    private const int Indent = 4; // of a rule's entry, as the packs and the examples write it

    /// <summary>Sets the mode of a rule. A rule that comes from a pack gets an entry of its own that says nothing but the mode.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">Rule id.</param>
    /// <param name="mode">As in the document: <c>off</c>, <c>shadow</c>, <c>pilot:20%</c>, <c>live</c>.</param>
    /// <returns>The changed document.</returns>
    /// <exception cref="JsonReaderException">The text is no JSON object.</exception>
    public static string WithMode(string text, string rule, string mode) => WithWord(text, rule, "mode", mode);

    /// <summary>Puts a rule in the place of the one that has its id; one that is not there yet is added as the last.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">The rule, with its id.</param>
    /// <returns>The changed document, and the line on which the rule begins, from 1.</returns>
    /// <exception cref="JsonReaderException">The text is no JSON object.</exception>
    public static (string Text, int Line) WithRule(string text, JObject rule) => WithRule(text, Mistakes.Word(rule, "id"), JsonLayout.Write(rule, Indent));

    /// <summary>Puts the text of a rule in the place of the one that has its id, as it is written.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="entry">The rule's text: a JSON object.</param>
    /// <returns>The changed document, and the line on which the entry begins, from 1.</returns>
    /// <exception cref="JsonReaderException">The document is no JSON object.</exception>
    public static (string Text, int Line) WithRule(string text, string id, string entry)
    {
        var document = Read(ref text);
        string changed;
        if (Entry(document, id) is { } own)
        {
            var (start, end) = Span(text, own);
            changed = text[..start] + entry + text[end..];
            return (changed, LineOf(changed, start));
        }

        changed = Added(text, document, entry);
        return (changed, LineOf(changed, changed.LastIndexOf(entry, StringComparison.Ordinal)));
    }

    /// <summary>Sets what becomes of people who are there already when a rule is switched on.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">Rule id.</param>
    /// <param name="already"><c>leave</c>, <c>20 a day</c> or <c>all</c>.</param>
    public static string WithAlready(string text, string rule, string already) => WithWord(text, rule, "already", already);

    /// <summary>Sets on whom a rule is tried: the contacts under <c>pilot</c>.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">Rule id.</param>
    /// <param name="contacts">Contact ids.</param>
    public static string WithPilot(string text, string rule, IEnumerable<long> contacts) =>
        WithWord(text, rule, "pilot", new JObject { ["contacts"] = new JArray(contacts.Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))) });

    /// <summary>Takes a rule's entry out: a rule of the mapping's own is gone, a pack's rule is again as its pack says. A document without such an entry stays as it is.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">Rule id.</param>
    /// <exception cref="JsonReaderException">The text is no JSON object.</exception>
    public static string WithoutRule(string text, string rule)
    {
        var document = Read(ref text);
        if (Entry(document, rule) is not { } own)
        {
            return text;
        }

        var (start, end) = Span(text, own);
        if (own.Previous is JObject before)
        {
            var comma = Comma(text, Span(text, before).End);
            return text[..comma] + text[(comma + 1)..start] + text[end..];
        }

        if (own.Next is not null)
        {
            var comma = Comma(text, end);
            return text[..start] + text[end..comma] + text[(comma + 1)..];
        }

        return text[..start] + text[end..];
    }

    /// <summary>Sets a value under <c>parameters</c>.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value: a text, a number, yes or no.</param>
    /// <exception cref="JsonReaderException">The text is no JSON object.</exception>
    public static string WithParameter(string text, string name, JValue value)
    {
        var document = Read(ref text);
        return document["parameters"] is JObject parameters ? Set(text, parameters, name, value)
            : Inserted(text, After(text, document), $"\n  \"parameters\": {{ {Quoted(name)}: {value.ToString(Formatting.None)} }}{(document.Count > 0 ? "," : "\n")}");
    }

    /// <summary>What a mapping must say of a pack's rule so that it becomes another one: the words that differ, and null for those that are left out.</summary>
    /// <param name="ofPack">The rule as its pack says it.</param>
    /// <param name="wished">The rule as it shall be.</param>
    public static JObject Differing(JObject ofPack, JObject wished)
    {
        var own = new JObject { ["id"] = wished["id"] };
        foreach (var property in wished.Properties().Where(p => p.Name != "id" && !JToken.DeepEquals(p.Value, ofPack[p.Name])))
        {
            own[property.Name] = property.Value.DeepClone();
        }

        foreach (var left in ofPack.Properties().Where(p => wished[p.Name] is null))
        {
            own[left.Name] = JValue.CreateNull();
        }

        return own;
    }

    private static JObject Read(ref string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            text = "{}";
        }

        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader, new() { LineInfoHandling = LineInfoHandling.Load, CommentHandling = CommentHandling.Ignore });
    }

    private static JObject? Entry(JObject document, string rule) => (document["rules"] as JArray)?.OfType<JObject>().FirstOrDefault(r => Mistakes.Word(r, "id") == rule);

    // A rule that comes from a pack gets an entry of its own that says nothing else.
    private static string WithWord(string text, string rule, string name, JToken value)
    {
        var document = Read(ref text);
        return Entry(document, rule) is { } own ? Set(text, own, name, value) : Added(text, document, JsonLayout.Write(new JObject { ["id"] = rule, [name] = value }, Indent));
    }

    private static string Set(string text, JObject owner, string name, JToken value)
    {
        var written = JsonLayout.Write(value, Indent + 2);
        return owner[name] switch
        {
            JValue known => Replaced(text, known, written),
            JContainer known when Span(text, known) is var (start, end) => text[..start] + written + text[end..],
            _ => Inserted(text, After(text, owner), $" {Quoted(name)}: {written}{(owner.Count > 0 ? "," : " ")}"),
        };
    }

    private static string Added(string text, JObject document, string entry)
    {
        if (document["rules"] is not JArray rules)
        {
            return Inserted(text, After(text, document), $"\n  \"rules\": [\n    {entry}\n  ]{(document.Count > 0 ? "," : "\n")}");
        }

        return rules.Last is JObject last ? Inserted(text, Span(text, last).End, $",\n    {entry}") : Inserted(text, After(text, rules), $"\n    {entry}\n  ");
    }

    // The reader tells where an object's or a list's brace opens; read on from there, it tells where it closes.
    private static (int Start, int End) Span(string text, JContainer item)
    {
        var start = After(text, item) - 1;
        using var reader = new JsonTextReader(new StringReader(text[start..])) { DateParseHandling = DateParseHandling.None };
        reader.Read();
        reader.Skip();
        return (start, start + After(text[start..], reader));
    }

    // The comma that follows, comments left aside.
    private static int Comma(string text, int place)
    {
        while (text[place] != ',')
        {
            place = text[place] != '/' ? place + 1
                : text[place + 1] == '*' ? text.IndexOf("*/", place + 2, StringComparison.Ordinal) + 2
                : text.IndexOf('\n', place);
        }

        return place;
    }

    private static int LineOf(string text, int place) => text.AsSpan(0, place).Count('\n') + 1;

    private static string Replaced(string text, JValue value, string written)
    {
        // The reader tells where a value ends; a text begins at the quote before, anything else where its letters begin.
        var end = After(text, value);
        var start = end - 1;
        if (value.Type == JTokenType.String)
        {
            for (start--; text[start] != text[end - 1] || Escaped(text, start); start--)
            {
            }
        }
        else
        {
            while (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '-' or '+')
            {
                start--;
            }
        }

        return text[..start] + written + text[end..];
    }

    private static bool Escaped(string text, int place)
    {
        var slashes = 0;
        while (text[place - 1 - slashes] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    private static string Inserted(string text, int place, string part) => text[..place] + part + text[place..];

    private static int After(string text, IJsonLineInfo token)
    {
        var start = 0;
        for (var line = 1; line < token.LineNumber; line++)
        {
            var end = text.IndexOfAny(['\r', '\n'], start);
            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }

        return start + token.LinePosition;
    }

    private static string Quoted(string text) => JsonConvert.ToString(text);
}
