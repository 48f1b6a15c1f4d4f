using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Warnings;

/// <summary>What may be wrong with a mapping although it can run. Pure. Rules that are off take no part: they write nothing.</summary>
public static class MappingWarnings
{
    /// <summary>All warnings: circles first, then what is written twice, then rules without a stage.</summary>
    public static ImmutableArray<MappingWarning> Of(CompiledMapping mapping)
    {
        var rules = mapping.Rules.Where(r => r.Mode != RuleMode.Off).ToList();
        return [.. WriteCircles.Of(rules).Select(Circle), .. SameThing(rules).DistinctBy(w => w.Key), .. rules.Where(r => r.Stage is null).Select(NoStage)];
    }

    private static MappingWarning Circle(ImmutableArray<RuleWrite> writes)
    {
        var ours = writes.All(w => w.IsOurs);
        var way = string.Join(", which begins ", writes.Select((w, i) => $"“{w.Rule.Id}”{(i == 0 ? "" : ", which")} writes {w.Words}"));
        return new(
            WarningKind.Circle, [.. writes.Select(w => w.Rule.Id)], $"{way}, which begins “{writes[0].Rule.Id}” again.",
            ours ? "Nothing stops this but the limit of our own writes in a chain. Let one of them look first whether it is so already, or act once per contact."
                : "The hub knows its own write when it comes back as it was sent. A tool that writes it differently sends it round, until the limit of our own writes in a chain. Let one of them look first whether it is so already.");
    }

    private static MappingWarning NoStage(CompiledRule rule) => new(
        WarningKind.NoStage, [rule.Id], $"“{rule.Id}” belongs to no stage, so it cannot be seen where in the journey it looks after people.", "Give it a `stage`, or \"all\".");

    private static IEnumerable<MappingWarning> SameThing(List<CompiledRule> rules)
    {
        var writes = rules.SelectMany(RuleWrite.Of).ToList();
        for (var i = 0; i < writes.Count; i++)
        {
            for (var j = i + 1; j < writes.Count; j++)
            {
                if (writes[i].Rule.Id != writes[j].Rule.Id && writes[i].Thing == writes[j].Thing && Conflict(writes[i], writes[j]) is { } warning)
                {
                    yield return warning;
                }
            }
        }
    }

    private static MappingWarning? Conflict(RuleWrite a, RuleWrite b)
    {
        ImmutableArray<string> rules = [a.Rule.Id, b.Rule.Id];
        var both = $"“{a.Rule.Id}” and “{b.Rule.Id}”";
        if (a.Thing.Contains(":field:", StringComparison.Ordinal))
        {
            return a.Value is not null && a.Value == b.Value ? null
                : new(WarningKind.SameThing, rules, $"{both} both write {a.Words}. The later one wins, also over what a mail that is still to come wants to show.", "Give each its own, or let one of them write it.", a.Thing);
        }

        if (a.Flow is { } flow && b.Flow is not null)
        {
            return new(WarningKind.SameThing, rules, $"{both} both put {a.Words}, which starts “{flow}”. Who has the tag from one of them is not sent anything by the other.", "Give each its own tag, or let one of them put it.", a.Thing);
        }

        // One puts what another takes at another moment: that is how tags are cleaned up. At the same event it is chance which one wins.
        return a.Value == b.Value || !a.AtOnce || !b.AtOnce || !a.Rule.When.Any(w => b.Rule.When.Any(v => v.Event == w.Event && (v.Mark is null || w.Mark is null || v.Mark == w.Mark))) ? null
            : a.Thing == "stage" ? new(WarningKind.SameThing, rules, $"{both} move a contact to different stages at the same event. The later one in the text wins.", "Let their conditions exclude each other.", a.Thing)
            : a.Value is null || b.Value is null ? null
            : new(WarningKind.SameThing, rules, $"At the same event, one of {both} puts {a.Words}, and the other takes it. The later one in the text wins.", "Let their conditions exclude each other.", a.Thing);
    }
}
