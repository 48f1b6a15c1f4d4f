using System.Collections.Immutable;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Processing;

/// <summary>Changes one rule of a client and keeps the result as the draft of the next version. Nothing comes in force by it; all else in the text stays as its author wrote it.</summary>
public sealed class RuleEditing(MappingHistory history, MappingsInForce inForce, MappingPublishing publishing)
{
    /// <summary>Longest text of a rule, in characters.</summary>
    public const int LongestRule = 50_000;

    private const string Here = "the rule";

    /// <summary>Takes up the text that a change would go on: the draft that waits, else what is in force.</summary>
    public RuleOpened Open(ClientSetup client)
    {
        var entries = history.List(client.Id);
        if (entries.FirstOrDefault(e => e.State == MappingEntry.Draft) is { } draft && inForce.Find(client, draft.Version) is { } mapping)
        {
            return new(draft.Version, true, draft.By, history.Document(client.Id, draft.Version)!, mapping);
        }

        return inForce.Find(client.Id) is var (compiled, version) && history.Document(client.Id, version) is { } document
            ? new(version, false, entries.FirstOrDefault(e => e.Version == version)?.By ?? "", document, compiled)
            : new(0, false, "", "{}", CompiledMapping.Empty);
    }

    /// <summary>Looks at the text of a rule as if it stood in the mapping. Keeps nothing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="opened">The text that it would go into.</param>
    /// <param name="rule">The rule: a JSON object with an id.</param>
    /// <param name="parameters">Values of parameters to be set with it, as JSON texts by name.</param>
    public RuleCheck Check(ClientSetup client, RuleOpened opened, string rule, IReadOnlyDictionary<string, string> parameters)
    {
        if (rule.Length > LongestRule)
        {
            return Bad(new(Here, 0, 0, $"the rule has {rule.Length:N0} characters, at most {LongestRule:N0} are taken", null, "Make two rules of it."));
        }

        var (read, unreadable) = Read(rule);
        if (read is null)
        {
            return Bad(unreadable!);
        }

        if (IdOf(read) is not { } id)
        {
            return Bad(new(Here, 1, 1, "the rule has no `id`", null, "Add \"id\": a short name in small letters that stays for ever.")) with { Rule = read };
        }

        var document = opened.Document;
        var (wrong, values) = Values(parameters);
        foreach (var (name, value) in values)
        {
            document = MappingText.WithParameter(document, name, value);
        }

        // The whole rule stands in the text that is checked, so that every mistake has a line that the person sees.
        var (whole, line) = MappingText.WithRule(document, id, rule.Trim());
        var last = line + rule.Trim().Count(c => c == '\n');
        var above = line - 1 - rule[..^rule.TrimStart().Length].Count(c => c == '\n');
        var loaded = publishing.Check(client.Id, whole, Here);
        if (loaded.Mapping is null || wrong.Length > 0)
        {
            return new(read, null, "", [.. wrong, .. loaded.Mistakes.Select(m => m.File == Here && m.Line >= line && m.Line <= last ? m with { File = "", Line = m.Line - above } : m)]);
        }

        var own = loaded.Mapping.Rule(id)?.Pack is { } pack && Packs.Rule(pack, id) is { } ofPack ? JsonLayout.Write(MappingText.Differing(ofPack, read), 4) : rule.Trim();
        return new(read, loaded.Mapping, MappingText.WithRule(document, id, own).Text, []);
    }

    /// <summary>Keeps the text of a rule: a draft with it and all else as it was.</summary>
    /// <param name="client">The client.</param>
    /// <param name="opened">The text that the person saw. When another one came meanwhile that says something else of this rule, nothing is kept.</param>
    /// <param name="rule">The rule: a JSON object with an id.</param>
    /// <param name="parameters">Values of parameters to be set with it, as JSON texts by name.</param>
    /// <param name="by">Who wrote it.</param>
    public async Task<RuleSaved> SaveAsync(ClientSetup client, RuleOpened opened, string rule, IReadOnlyDictionary<string, string> parameters, string by)
    {
        var now = Open(client);
        var check = Check(client, now, rule, parameters);
        if (check.Rule?.Value<string>("id") is { } id && Moved(opened, now, id))
        {
            return new(0, [], now);
        }

        return check.Mapping is null ? new(0, check.Mistakes, null) : new(await history.DraftAsync(client.Id, check.Document, by, MappingEntry.FromPerson), [], null);
    }

    /// <summary>Takes a rule out: a rule of the mapping's own is gone from the draft, a pack's rule is again as its pack says, its mode too.</summary>
    /// <param name="client">The client.</param>
    /// <param name="opened">The text that the person saw.</param>
    /// <param name="rule">Rule id.</param>
    /// <param name="by">Who takes it out.</param>
    public async Task<RuleSaved> RemoveAsync(ClientSetup client, RuleOpened opened, string rule, string by)
    {
        var now = Open(client);
        if (Moved(opened, now, rule))
        {
            return new(0, [], now);
        }

        var document = MappingText.WithoutRule(now.Document, rule);
        var loaded = publishing.Check(client.Id, document, MappingsInForce.NameOf(now.Version + 1));
        return loaded.Mapping is null ? new(0, [.. loaded.Mistakes], null) : new(await history.DraftAsync(client.Id, document, by, MappingEntry.FromPerson), [], null);
    }

    /// <summary>The id that the text of a rule names; null when it is not readable, or names none.</summary>
    public static string? IdOf(string rule) => Read(rule).Rule is { } read ? IdOf(read) : null;

    private static string? IdOf(JObject rule) => rule["id"] is JValue { Type: JTokenType.String, Value: string { Length: > 0 } id } ? id : null;

    private static (JObject? Rule, Mistake? Unreadable) Read(string rule)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(rule)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 24 };
            var read = JObject.Load(reader, new() { CommentHandling = CommentHandling.Ignore, DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                // throws at anything but a comment after the last brace
            }

            return (read, null);
        }
        catch (JsonReaderException problem)
        {
            return (null, new(Here, problem.LineNumber, problem.LinePosition, "this is not readable as JSON: " + problem.Message.Split(" Path")[0].TrimEnd('.'), null, "Correct it there."));
        }
    }

    private static bool Moved(RuleOpened before, RuleOpened now, string rule) => before.Version != now.Version && before.Mapping.Rule(rule)?.Source != now.Mapping.Rule(rule)?.Source;

    private static (ImmutableArray<Mistake> Wrong, Dictionary<string, JValue> Values) Values(IReadOnlyDictionary<string, string> parameters)
    {
        var wrong = ImmutableArray.CreateBuilder<Mistake>();
        var values = new Dictionary<string, JValue>(StringComparer.Ordinal);
        foreach (var (name, text) in parameters)
        {
            try
            {
                values[name] = JToken.Parse(text) is JValue value ? value : throw new JsonReaderException();
            }
            catch (JsonReaderException)
            {
                wrong.Add(new("parameters", 0, 0, $"`{name}` has a value that is no text, no number and no yes or no", text, "Write a text in quotes, a number, true or false."));
            }
        }

        return (wrong.ToImmutable(), values);
    }

    private static RuleCheck Bad(Mistake mistake) => new(null, null, "", [mistake with { File = "" }]);
}
