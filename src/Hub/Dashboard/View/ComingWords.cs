using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What is coming up, in words.</summary>
public static class ComingWords
{
    /// <summary>What will happen: <c>put the tag 'welcome' in Mailchimp</c>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rule">The rule in the version that the run stands on; null when it is gone.</param>
    /// <param name="lens">How things read.</param>
    public static string What(ComingRow row, CompiledRule? rule, ClientLens lens)
    {
        if (row.Run is null)
        {
            return $"{Words.Action(row.Name, row.Payload, (int)(row.Held ? ActionState.Held : ActionState.Due))} in {lens.Tool(row.Connection)}";
        }

        if (row.Begins)
        {
            return rule?.If is null ? "Begins" : "Begins, if its conditions hold then";
        }

        var next = rule is null ? null : NextWords.Of(rule, row.Step, row.Held, lens.ToolsByRole);
        return next is null ? "The run ends" : char.ToUpperInvariant(next[0]) + next[1..];
    }

    /// <summary>The page's finding.</summary>
    public static string Finding(IReadOnlyList<ComingCount> counts)
    {
        var (day, week, held) = (counts.Sum(c => c.Day), counts.Sum(c => c.Week), counts.Sum(c => c.Held));
        return week == 0 ? "Nothing is due in the next seven days."
            : $"{(day == 0 ? "Nothing is" : Words.Count(day, "thing is", "things are"))} due in the next 24 hours, {Words.Number(week)} in seven days{(held == 0 ? "" : $"; {Words.Count(held, "of them is", "of them are")} held")}.";
    }
}
