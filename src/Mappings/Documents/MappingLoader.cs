using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>Reads a mapping document: a mapping that can run, or the list of all its mistakes.</summary>
public static partial class MappingLoader
{
    private const int MaxDepth = 24;

    /// <summary>Loads a document with the shipped packs.</summary>
    /// <param name="text">The document.</param>
    /// <param name="fileName">Name for the mistakes.</param>
    /// <param name="actions">What the client's connectors can do; the hub's own actions are added.</param>
    public static LoadedMapping Load(string text, string fileName, IEnumerable<KnownAction> actions) => Load(text, fileName, Packs.Shipped, actions);

    /// <summary>Loads a document.</summary>
    /// <param name="text">The document; comments are allowed.</param>
    /// <param name="fileName">Name for the mistakes.</param>
    /// <param name="packs">Pack documents by name.</param>
    /// <param name="actions">What the client's connectors can do; the hub's own actions are added.</param>
    public static LoadedMapping Load(string text, string fileName, IReadOnlyDictionary<string, string> packs, IEnumerable<KnownAction> actions)
    {
        var mistakes = new Mistakes();
        var mapping = Read(text, fileName, mistakes) is { } document
            ? Compile(document, packs, KnownAction.OfTheHub.Concat(actions).DistinctBy(a => a.Name).ToDictionary(a => a.Name, StringComparer.Ordinal), mistakes)
            : null;
        return new(mistakes.Found.Count == 0 ? mapping : null, [.. mistakes.Found.Distinct()]);
    }

    private static JObject? Read(string text, string fileName, Mistakes mistakes)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            var document = JObject.Load(reader, new() { LineInfoHandling = LineInfoHandling.Load, CommentHandling = CommentHandling.Ignore, DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            foreach (var token in document.DescendantsAndSelf())
            {
                token.AddAnnotation(new Mistakes.SourceFile(fileName));
            }

            return document;
        }
        catch (JsonReaderException problem)
        {
            mistakes.Found.Add(new(fileName, problem.LineNumber, problem.LinePosition, "this is not readable as JSON: " + problem.Message.Split(" Path")[0], null, $"Correct it there; at most {MaxDepth} levels."));
            return null;
        }
    }

    private static CompiledMapping? Compile(JObject document, IReadOnlyDictionary<string, string> packs, Dictionary<string, KnownAction> actions, Mistakes mistakes)
    {
        mistakes.Keys(document, "a mapping", "$schema", "name", "says", "extends", "parameters", "journey", "calm", "abandonAfter", "heardOf", "hotScore", "rules");
        var parameters = new JObject();
        var rules = new List<JObject>();
        var ofPack = new Dictionary<JObject, (string Name, JObject Parameters)>(ReferenceEqualityComparer.Instance);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mistakes.List(document, "extends"))
        {
            var name = (entry is JObject chosen ? mistakes.Text(chosen, "pack", true) : entry.ToString())?.Replace("pack:", "", StringComparison.Ordinal) ?? "";
            if (!packs.TryGetValue(name, out var packText))
            {
                mistakes.Unknown(entry, "pack", name, packs.Keys);
                continue;
            }

            if (Read(packText, "pack:" + name, mistakes) is not { } pack)
            {
                continue;
            }

            document["hotScore"] ??= pack["hotScore"];
            foreach (var parameter in (pack["parameters"] as JObject ?? []).Properties())
            {
                known.Add(parameter.Name);
                parameters[parameter.Name] = parameter.Value;
            }

            var ids = entry is JObject { } of && of["rules"] is not null ? mistakes.List(of, "rules").Select(i => i.ToString()).ToHashSet(StringComparer.Ordinal) : null;
            var packRules = (pack["rules"] as JArray ?? []).OfType<JObject>().ToList();
            foreach (var id in ids?.Except(packRules.Select(r => Mistakes.Word(r, "id"))) ?? [])
            {
                mistakes.Unknown(entry, $"rule of pack {name}", id, packRules.Select(r => Mistakes.Word(r, "id")));
            }

            foreach (var rule in packRules.Where(r => ids is null || ids.Contains(Mistakes.Word(r, "id"))))
            {
                if (rules.Any(r => Mistakes.Word(r, "id") == Mistakes.Word(rule, "id")))
                {
                    mistakes.Add(entry, $"rule `{Mistakes.Word(rule, "id")}` comes from two packs", "Name the rules you want: { \"pack\": …, \"rules\": [ … ] }.");
                }
                else
                {
                    rules.Add(rule);
                    ofPack[rule] = (name, pack["parameters"] as JObject ?? []);
                }
            }
        }

        var own = new List<JObject>();
        foreach (var token in mistakes.List(document, "rules"))
        {
            if (token is JObject rule)
            {
                own.Add(rule);
            }
            else
            {
                mistakes.Add(token, "a rule must be an object", "Write { \"id\": …, \"when\": …, \"then\": [ … ] }.");
            }
        }

        var text = string.Join('\n', own.Select(r => r.ToString()));
        foreach (var parameter in (mistakes.Object(document, "parameters") ?? []).Properties())
        {
            if (known.Count > 0 && !known.Contains(parameter.Name) && !text.Contains("parameters." + parameter.Name, StringComparison.Ordinal))
            {
                mistakes.Unknown(parameter, "parameter", parameter.Name, known);
            }

            parameters[parameter.Name] = parameter.Value;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in own)
        {
            var id = mistakes.Text(rule, "id", true) ?? "";
            if (!seen.Add(id))
            {
                mistakes.Add(rule["id"], $"rule `{id}` stands here twice", "Give each rule its own id.");
                continue;
            }

            var place = rules.FindIndex(r => Mistakes.Word(r, "id") == id);
            if (place < 0)
            {
                rules.Add(rule);
                continue;
            }

            Overrule(rules[place], rule);
        }

        var model = Model(mistakes.Object(document, "journey"), mistakes);
        var compiled = rules.Select(Compiled).OfType<CompiledRule>().ToImmutableArray();
        var lapse = document["journey"] is JObject told ? mistakes.Object(told, "lapse") : null;
        return new(model, compiled, Calm(mistakes.Object(document, "calm"), mistakes))
        {
            Written = Settings(document).ToString(Formatting.None),
            AbandonAfter = mistakes.Duration(document, "abandonAfter") ?? TimeSpan.FromMinutes(60),
            HeardOf = [.. mistakes.List(document, "heardOf").Select(t => t.ToString())],
            HotScore = mistakes.Number(document, "hotScore"),
            LapseFloor = lapse is null ? TimeSpan.FromDays(60) : mistakes.Duration(lapse, "floor") ?? TimeSpan.FromDays(60),
            LapseFactor = lapse is null ? 2.5 : (double)(mistakes.Number(lapse, "factor") ?? 2.5m),
        };

        CompiledRule? Compiled(JObject source)
        {
            var values = For(source);
            var filled = Fill(source, values, mistakes);
            return new RuleReader(filled, model, actions, mistakes).Read() is { } rule
                ? rule with { Written = filled.ToString(Formatting.None), Source = source.ToString(Formatting.None), Pack = ofPack.TryGetValue(source, out var pack) ? pack.Name : null, Parameters = Named(source, values) }
                : null;
        }

        static JObject Settings(JObject document) => new(document.Properties().Where(p => p.Name is "journey" or "calm" or "abandonAfter" or "heardOf" or "hotScore").Select(p => new JProperty(p.Name, p.Value)));

        // Two packs may call different things by one name ("review-wait"): a pack's rule takes its own pack's, and what the mapping itself says goes before both.
        JObject For(JObject rule)
        {
            if (!ofPack.TryGetValue(rule, out var pack))
            {
                return parameters;
            }

            var mine = (JObject)pack.Parameters.DeepClone();
            foreach (var said in (document["parameters"] as JObject ?? []).Properties())
            {
                mine[said.Name] = said.Value;
            }

            return mine;
        }
    }

    // What the mapping says of a pack's rule goes before the pack, word by word; null takes a word of the pack away.
    private static void Overrule(JObject ofPack, JObject own)
    {
        foreach (var property in own.Properties())
        {
            if (property.Value.Type == JTokenType.Null)
            {
                ofPack.Remove(property.Name);
            }
            else
            {
                ofPack[property.Name] = property.Value.DeepClone();
            }
        }
    }
}
