using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>A rule's conditions one by one, in the order in which they are tested.</summary>
public static class RuleClauses
{
    /// <summary>Gives the clauses: the engine stops at the first that does not hold, so that those before it held and those after it were not looked at.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="tools">Names of the client's tools by role.</param>
    public static ImmutableArray<RuleClause> Of(CompiledRule rule, IReadOnlyDictionary<string, string> tools)
    {
        if (rule.If is null)
        {
            return [];
        }

        var words = new ConditionWords(new ActionWords(tools));
        return [.. Flat(rule.If).Select(c => new RuleClause(c.ToString()!, Capital(Say(c, words))))];
    }

    // "Not in the last 180 days: we tagged them 'review-request' in Mailchimp" reads better in a list than "it is not so that …".
    private static string Say(Condition condition, ConditionWords words) => condition is Condition.Not { Item: Condition.Did { Before.Ticks: 0 } did }
        ? (did.Within is { } within ? $"Not in the last {SpanWords.Say(within)}: " : "Never: ") + What(words.Say(did with { Within = null, WithinText = null }))
        : words.Say(condition);

    private static string What(string said) => said.EndsWith(" before", StringComparison.Ordinal) ? said[..^7] : said;

    private static IEnumerable<Condition> Flat(Condition condition) => condition is Condition.All all ? all.Items.SelectMany(Flat) : [condition];

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
