using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>Builds a rule's sentence from its parts: who and when, unless, what after how long, how often at most, what ends it.</summary>
public static partial class RuleSentence
{
    private const int MostWords = 25;

    /// <summary>Says a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="tools">Names of the client's tools by role (<c>mail</c>: Mailchimp); a role that has none is said in general words.</param>
    public static RuleText Of(CompiledRule rule, IReadOnlyDictionary<string, string> tools)
    {
        var actions = new ActionWords(tools);
        var conditions = new ConditionWords(actions);
        var items = rule.If switch { null => [], Condition.All all => all.Items, var one => ImmutableArray.Create(one) };
        var holds = items.Where(i => !IsUnless(i)).Select(conditions.Say).ToList();
        var unless = items.Where(IsUnless).Select(i => conditions.Say(((Condition.Not)i).Item)).ToList();
        var clause = (holds.Count > 0 ? ", if " + string.Join(" and ", holds) : "") + (unless.Count > 0 ? ", unless " + string.Join(" or ", unless) : "");
        ImmutableArray<string> lines = [];
        if (clause.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostWords)
        {
            lines = [.. holds.Select(h => "only if " + h), .. unless.Select(u => "unless " + u)];
            clause = ", under its conditions";
        }

        var sentence = "When " + string.Join(" or ", rule.When.Select(EventWords.Begins)) + clause + ": " + new StepWords(rule.Steps, actions, conditions).Say() + ".";
        if (Limits(rule) is { Count: > 0 } limits)
        {
            var often = string.Join(", ", limits);
            sentence += " " + char.ToUpperInvariant(often[0]) + often[1..] + ".";
        }

        if (!rule.Leaves.IsEmpty)
        {
            sentence += " It ends early when " + string.Join(" or ", rule.Leaves.Select(EventWords.Awaited).Distinct()) + ".";
        }

        return new(sentence, lines);
    }

    private static bool IsUnless(Condition item) => item is Condition.Not { Item: Condition.Did };

    private static List<string> Limits(CompiledRule rule)
    {
        var limits = new List<string>();
        if (rule.Once is not null)
        {
            limits.Add(rule.Once == "per contact" ? "once per person" : rule.Key is null ? "once each time" : "once for each " + KeyName(rule.Key));
        }

        if (rule.AtMost > 0)
        {
            var times = rule.AtMost switch { 1 => "once", 2 => "twice", var n => n.ToString(CultureInfo.InvariantCulture) + " times" };
            limits.Add($"at most {times} per person in {SpanWords.Say(rule.AtMostEvery)}");
        }

        return limits;
    }

    // event.checkoutToken reads "checkout", event.orderId "order".
    private static string KeyName(string path) => KeyEndPattern().Replace(path[(path.LastIndexOf('.') + 1)..], "") is { Length: > 0 } name ? name.ToLowerInvariant() : "key";

    [GeneratedRegex("(Token|Id|Key)$")]
    private static partial Regex KeyEndPattern();
}
