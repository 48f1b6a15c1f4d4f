using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>Ends a split: a draft of the rule in which the steps of one arm stand in its place. Nothing comes in force by it.</summary>
public sealed class ArmKeeping(RuleEditing editing, MappingsInForce inForce)
{
    /// <summary>Keeps such a draft, on top of the draft that waits if there is one.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rule">Id of a rule in force with a split.</param>
    /// <param name="arm">Name of the arm that stays.</param>
    /// <param name="by">Who decides it.</param>
    public async Task<RuleSaved> KeepAsync(ClientSetup client, string rule, string arm, string by)
    {
        if (inForce.Find(client.Id)?.Compiled.Rule(rule)?.Split is not { } split)
        {
            return No($"the rule `{rule}` in force has no split", "There is nothing to decide.");
        }

        var place = split.Arms.ToList().FindIndex(a => a.Name == arm);
        if (place < 0)
        {
            return No($"unknown arm `{arm}`", $"It is one of {string.Join(", ", split.Arms.Select(a => $"`{a.Name}`"))}.");
        }

        var opened = editing.Open(client);
        return opened.Mapping.Rule(rule)?.Split?.Division != split.Division || opened.Source(rule) is not { } source || SplitText.With(source, place) is not { } decided
            ? No($"draft {opened.Version} by {opened.By} divides people otherwise, or no longer", "Publish it or put it away first.")
            : await editing.SaveAsync(client, opened, JsonLayout.Write(decided, open: true), new Dictionary<string, string>(), by);
    }

    private static RuleSaved No(string problem, string cure) => new(0, [new("", 0, 0, problem, null, cure)], null);
}
