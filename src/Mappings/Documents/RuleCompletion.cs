using System.Collections.Immutable;
using IntegrationHub.Journey;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>What may stand at a place of a rule's text, by <c>mapping.schema.json</c> and by what the client's tools can do.</summary>
/// <param name="actions">What may be done.</param>
/// <param name="model">The client's stages.</param>
public sealed class RuleCompletion(IEnumerable<KnownAction> actions, StageModel model)
{
    private static readonly Lazy<JObject> Schema = new(() =>
    {
        using var reader = new StreamReader(typeof(RuleCompletion).Assembly.GetManifestResourceStream("mapping-schema")!);
        return JObject.Parse(reader.ReadToEnd());
    });

    private readonly ImmutableArray<KnownAction> _actions = [.. KnownAction.OfTheHub.Concat(actions).DistinctBy(a => a.Name)];

    /// <summary>Gives what fits, that which begins with what was typed first; nothing outside of the rule.</summary>
    /// <param name="text">The rule's text; need not be complete.</param>
    /// <param name="caret">Place in it.</param>
    public ImmutableArray<Completion> At(string text, int caret)
    {
        if (JsonPlace.At(text, caret) is not { } place)
        {
            return [];
        }

        var around = place.Path.Aggregate(Spread([(JObject)Schema.Value["definitions"]!["rule"]!]), (nodes, name) => Spread(name == "[]" ? nodes.Select(n => n["items"]) : nodes.Select(n => n["properties"]?[name])));
        var found = place.IsName ? Names(around, place) : Values(around, place);
        return [.. found.DistinctBy(c => c.Text).Where(c => c.Text.Contains(place.Typed, StringComparison.OrdinalIgnoreCase)).OrderBy(c => !c.Text.StartsWith(place.Typed, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The text with a completion in its place, and where the caret stands behind it.</summary>
    public static (string Text, int Caret) Put(string text, int caret, Completion completion)
    {
        if (JsonPlace.At(text, caret) is not { } place)
        {
            return (text, caret);
        }

        var rest = text[place.To..];
        var insert = completion.Insert + (place.IsName && !rest.TrimStart().StartsWith(':') ? ": " : "");
        return (text[..place.From] + insert + rest, place.From + insert.Length);
    }

    private IEnumerable<Completion> Names(IReadOnlyList<JObject> around, JsonPlace place)
    {
        var arguments = place.Path is [.., "with"] ? _actions.SelectMany(a => a.Required.Select(r => (r, "needed by " + a.Name)).Concat(a.Optional.Select(o => (o, "for " + a.Name)))) : [];
        return around.SelectMany(n => (n["properties"] as JObject ?? []).Properties()).Where(p => !place.Names.Contains(p.Name)).Select(p => Of(p.Name, Says(p.Value as JObject)))
            .Concat(arguments.Where(a => !place.Names.Contains(a.Item1)).Select(a => Of(a.Item1, a.Item2)));
    }

    private IEnumerable<Completion> Values(IReadOnlyList<JObject> around, JsonPlace place)
    {
        var raw = place.InList ? around.Select(n => n["items"]) : around.Select(n => n["properties"]?[place.Key!]);
        var refs = new HashSet<string>(StringComparer.Ordinal);
        var nodes = Spread(raw, refs);
        var events = Vocabulary.Events.Select(e => Of(e.Name, e.Meaning));
        return nodes.SelectMany(n => (n["enum"] as JArray ?? []).Where(v => v.Type == JTokenType.String).Select(v => Of(v.ToString(), "")))
            .Concat(nodes.Any(n => n.Value<string>("type") == "boolean") ? [new("true", "true", ""), new("false", "false", "")] : [])
            .Concat(refs.Contains("event") || refs.Contains("fact") ? events : [])
            .Concat(refs.Contains("fact") ? _actions.Select(a => Of("action:" + a.Name, "done by a rule before")) : [])
            .Concat(refs.Contains("field") ? Fields() : [])
            .Concat(refs.Contains("weekday") ? Enum.GetNames<DayOfWeek>().Select(d => Of(d.ToLowerInvariant(), "")) : [])
            .Concat(place.Key switch
            {
                "do" or "action" => _actions.Where(a => place.Key == "action" || !a.OnlyByApproval).Select(a => Of(a.Name, a.Required.IsEmpty ? "" : "needs " + string.Join(", ", a.Required))),
                "stage" => model.Stages.Select(s => Of(s.Id, s.Label)).Append(Of("all", "every stage")),
                "mode" => [Of("off", "it decides nothing"), Of("shadow", "it decides and does nothing"), Of("pilot:20%", "for a share of the contacts"), Of("pilot", "for those named under pilot"), Of("live", "for everybody")],
                "already" => [Of("leave", "only what happens from now on"), Of("20 a day", "the latest first"), Of("all", "everybody at once")],
                "goal" => events.Select(e => Of(e.Text + " within P14D", e.Says)),
                _ => [],
            });
    }

    private static IEnumerable<Completion> Fields() =>
        RuleFields.OfContact.Select(f => Of("contact." + f, "")).Concat(RuleFields.OfClient.Select(f => Of("client." + f, ""))).Concat(RuleFields.OfRun.Select(f => Of("run." + f, "")))
            .Concat(Vocabulary.Events.Where(e => !e.Properties.IsDefault).SelectMany(e => e.Properties).Distinct(StringComparer.Ordinal).Select(p => Of("event." + p, "")));

    private static Completion Of(string text, string says) => new(text, $"\"{text}\"", says);

    private static string Says(JObject? node) => node?.Value<string>("description") ?? (Resolve(node, null)?.Value<string>("description") ?? "");

    // All that a node may be: references followed, alternatives side by side.
    private static List<JObject> Spread(IEnumerable<JToken?> nodes, HashSet<string>? refs = null)
    {
        var (found, open) = (new List<JObject>(), new Queue<JObject>(nodes.OfType<JObject>()));
        while (open.TryDequeue(out var node) && found.Count < 200)
        {
            node = Resolve(node, refs) ?? node;
            found.Add(node);
            foreach (var one in node["anyOf"] as JArray ?? [])
            {
                open.Enqueue((JObject)one);
            }
        }

        return found;
    }

    private static JObject? Resolve(JObject? node, HashSet<string>? refs)
    {
        if (node?.Value<string>("$ref") is not { } reference)
        {
            return node;
        }

        var name = reference[(reference.LastIndexOf('/') + 1)..];
        refs?.Add(name);
        return Schema.Value["definitions"]?[name] as JObject;
    }
}
