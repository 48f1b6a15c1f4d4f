using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Changes one thing in the text of a mapping and leaves all else as its author wrote it: comments, order, spaces.</summary>
public static class MappingText
{
    /// <summary>Sets the mode of a rule. A rule that comes from a pack gets an entry of its own that says nothing but the mode.</summary>
    /// <param name="text">A document that loads.</param>
    /// <param name="rule">Rule id.</param>
    /// <param name="mode">As in the document: <c>off</c>, <c>shadow</c>, <c>pilot:20%</c>, <c>live</c>.</param>
    /// <returns>The changed document.</returns>
    /// <exception cref="JsonReaderException">The text is no JSON object.</exception>
    public static string WithMode(string text, string rule, string mode)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            text = "{}";
        }

        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var document = JObject.Load(reader, new() { LineInfoHandling = LineInfoHandling.Load, CommentHandling = CommentHandling.Ignore });
        var rules = document["rules"] as JArray;
        if (rules?.OfType<JObject>().FirstOrDefault(r => r.Value<string>("id") == rule) is { } own)
        {
            return own["mode"] is JValue { Type: JTokenType.String } value
                ? Replaced(text, value, mode)
                : Inserted(text, After(text, own), $" \"mode\": {Quoted(mode)},"); // the rule has an id at least, so a comma fits
        }

        var entry = $"{{ \"id\": {Quoted(rule)}, \"mode\": {Quoted(mode)} }}";
        return rules is not null ? Inserted(text, After(text, rules), $"\n    {entry}{(rules.Count > 0 ? "," : "\n  ")}")
            : Inserted(text, After(text, document), $"\n  \"rules\": [\n    {entry}\n  ]{(document.Count > 0 ? "," : "\n")}");
    }

    private static string Replaced(string text, JValue value, string mode)
    {
        // The reader tells where a value ends; it begins at the quote before.
        var end = After(text, value);
        var quote = text[end - 1];
        var start = text.LastIndexOf(quote, end - 2);
        return text[..start] + Quoted(mode) + text[end..];
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
