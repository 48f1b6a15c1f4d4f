using System.Collections.Immutable;
using System.Globalization;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Runs rule cases: the same engine as live, on a virtual clock, for one subject. Pure; no store, no network.</summary>
public static class RuleCaseRunner
{
    /// <summary>Runs one case.</summary>
    /// <param name="file">The document it stands in.</param>
    /// <param name="told">The case.</param>
    /// <param name="actions">What the client's connectors can do; the hub's own actions are added.</param>
    /// <returns>The differences in words, followed by what was decided; empty when all is as expected.</returns>
    public static ImmutableArray<string> Run(RuleCaseFile file, RuleCase told, IEnumerable<KnownAction> actions)
    {
        var loaded = MappingLoader.Load(Document(file, told).ToString(), file.Pack ?? "mapping", actions);
        if (loaded.Mapping is not { } mapping)
        {
            return [.. loaded.Mistakes.Select(m => "the mapping has a mistake: " + m)];
        }

        if (mapping.Rule(told.Rule) is not { } tried)
        {
            return [$"there is no rule `{told.Rule}`"];
        }

        if (told.Arm is { } arm && !Ways(tried).Contains(arm))
        {
            return [tried.Split is null ? $"the case names the arm `{arm}`, and `{told.Rule}` has no split" : $"`{told.Rule}` has no arm `{arm}`; it has {string.Join(", ", Ways(tried).Select(w => $"`{w}`"))}"];
        }

        mapping = mapping.With([.. mapping.Rules.Select(r => r.Split is { } split ? r.Always(r.Id == told.Rule && told.Arm is { } way ? way : split.Arms[0].Name) : r)]);

        try
        {
            var holidays = file.Client.Holidays.Select(h => DateOnly.ParseExact(h, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToImmutableHashSet();
            var client = new ClientContext("case", "Case", file.Client.TimeZone, file.Client.Currency, "en", file.Client.Connections, holidays, 1);
            var times = new CaseTimes(file.Client.TimeZone, told.Start ?? file.Start);
            var play = new CasePlay(mapping, client, told, times);
            play.Run();
            var differences = new CaseComparison(told.Expect, play, times).Differences();
            return differences.Count == 0 ? [] : [.. differences, .. play.Decisions.Select(d => $"  {times.Say(d.Now)} {d.Verdict}{(d.Clause is null ? "" : $" ({d.Clause})")}: {d.Sentence}")];
        }
        catch (FormatException problem)
        {
            return ["the case cannot be played: " + problem.Message];
        }
    }

    private static IEnumerable<string> Ways(CompiledRule rule) => rule.Split is not { } split ? [] : split.Arms.Select(a => a.Name).Concat(split.Holdout > 0 ? [Instruction.Split.HeldOut] : []);

    // The pack or mapping with the rule switched as the case wants it. Nobody is held out by chance: the case would then show nothing.
    private static JObject Document(RuleCaseFile file, RuleCase told)
    {
        var document = file.Mapping is { } own ? (JObject)own.DeepClone() : new JObject { ["extends"] = new JArray("pack:" + file.Pack) };
        if (told.Parameters is not null)
        {
            var parameters = document["parameters"] as JObject ?? [];
            parameters.Merge(told.Parameters);
            document["parameters"] = parameters;
        }

        if (told.Calm is not null)
        {
            document["calm"] = told.Calm.DeepClone();
        }

        if (document["rules"] is not JArray rules)
        {
            document["rules"] = rules = [];
        }

        Switch(told.Rule, told.Mode, told.Set);
        foreach (var id in told.Also)
        {
            Switch(id, "live", null);
        }

        return document;

        void Switch(string id, string mode, JObject? set)
        {
            var rule = rules.OfType<JObject>().FirstOrDefault(r => (r["id"] as JValue)?.Value as string == id);
            if (rule is null)
            {
                rules.Add(rule = new JObject { ["id"] = id });
            }

            rule["mode"] = mode;
            rule["holdout"] = "0%";
            foreach (var property in (set ?? []).Properties())
            {
                rule[property.Name] = property.Value.DeepClone();
            }
        }
    }
}
