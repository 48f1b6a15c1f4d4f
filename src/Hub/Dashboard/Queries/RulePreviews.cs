using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Makes the pages of rules that are shown to somebody outside.</summary>
public sealed class RulePreviews(MappingsInForce mappings, MappingHistory history, RulePhasesQuery phases, TimeProvider time)
{
    /// <summary>What can be shown of a rule: as the draft that waits has it, and as it is in force; the draft first. Empty when neither has it.</summary>
    public IReadOnlyList<RulePreview> Of(ClientSetup client, string rule)
    {
        int?[] versions = [history.List(client.Id).FirstOrDefault(e => e.State == MappingEntry.Draft)?.Version, mappings.Find(client.Id)?.Version];
        return [.. versions.OfType<int>().Distinct().Select(v => Of(client, rule, v)).OfType<RulePreview>()];
    }

    /// <summary>A rule as a version has it; null when the version is not there, cannot run, or has no such rule.</summary>
    public RulePreview? Of(ClientSetup client, string rule, int version)
    {
        if (mappings.Find(client, version) is not { } mapping || mapping.Rule(rule) is not { } found)
        {
            return null;
        }

        var (now, wording) = (mappings.Find(client.Id), RuleWording.Of(mapping, found));
        var lens = new ClientLens(client, time.GetUtcNow());
        var isNew = now is not { } known || known.Compiled.Rule(rule) is not { } same || RuleWording.Of(known.Compiled, same) != wording;
        var shown = new ShownRule(client.Name, Words.Rule(rule), RulePages.Of(mapping, found, lens.ToolsByRole, !client.Holidays.IsEmpty), ShareWords.People(phases.Read(client, rule), isNew, lens));
        return new(version, history.List(client.Id).Any(e => e.Version == version && e.State == MappingEntry.Draft), now?.Version == version, wording, shown);
    }

    /// <summary>The mark of what a rule in force says; null when it is not in force.</summary>
    public string? Wording(string client, string rule) => mappings.Find(client) is var (mapping, _) && mapping.Rule(rule) is { } found ? RuleWording.Of(mapping, found) : null;
}
