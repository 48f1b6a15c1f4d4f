using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Finds the word of a rule in which a mistake stands.</summary>
internal static class RuleMistakes
{
    /// <summary>Sorts mistakes by the outermost word of the rule (<c>when</c>, <c>then</c>) on whose lines they stand; empty for those that stand elsewhere.</summary>
    /// <param name="text">The rule as it is written; need not be readable.</param>
    /// <param name="mistakes">Its mistakes.</param>
    public static ILookup<string, Mistake> ByWord(string text, IReadOnlyList<Mistake> mistakes)
    {
        var words = new List<(string Name, int Line)>();
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 24 };
            words.AddRange(JObject.Load(reader, new() { LineInfoHandling = LineInfoHandling.Load }).Properties().Select(p => (p.Name, ((IJsonLineInfo)p).LineNumber)));
        }
        catch (JsonReaderException)
        {
            // the mistake itself says where
        }

        return mistakes.ToLookup(m => m.File.Length > 0 ? "" : words.LastOrDefault(w => w.Line <= m.Line).Name ?? "", StringComparer.Ordinal);
    }
}
