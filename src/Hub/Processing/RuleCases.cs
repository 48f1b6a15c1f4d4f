using System.Collections.Immutable;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Cases;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Processing;

/// <summary>Plays the cases of one rule on a text that is not in force: those of its pack, and those beside the client's mapping file.</summary>
public static class RuleCases
{
    /// <summary>Plays them.</summary>
    /// <param name="client">The client.</param>
    /// <param name="check">The rule in its mapping, without mistakes.</param>
    /// <returns>Each case with what came out otherwise than it says.</returns>
    public static IReadOnlyList<PlayedCase> Play(ClientSetup client, RuleCheck check)
    {
        if (check is not { Rule: { } rule, Compiled: { } compiled })
        {
            return [];
        }

        var sets = CaseSet.OfClients([client]).Select(s => (Set: s, Mapping: (JObject?)JObject.Parse(check.Document)));
        if (compiled.Pack is { } pack)
        {
            // A pack's cases know the pack alone: the client's other rules would act in them too.
            sets = sets.Concat(CaseSet.OfPacks().Where(s => s.Cases?.Pack == pack).Select(s => (s, (JObject?)new JObject { ["extends"] = new JArray("pack:" + pack), ["rules"] = new JArray(rule.DeepClone()) })));
        }

        var played = new List<PlayedCase>();
        foreach (var (set, mapping) in sets)
        {
            if (set.Cases is { } cases)
            {
                var file = cases with { Pack = null, Mapping = mapping };
                played.AddRange(file.Cases.Where(c => c.Rule == compiled.Id).Select(told => new PlayedCase(told.Name, set.Name, RuleCaseRunner.Run(file, told, set.Actions))));
            }
        }

        return played;
    }
}
