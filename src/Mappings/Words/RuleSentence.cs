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
        var (holds, unless) = Parts(rule, conditions);
        var clause = (holds.Count > 0 ? ", if " + string.Join(" and ", holds) : "") + (unless.Count > 0 ? ", unless " + string.Join(" or ", unless) : "");
        ImmutableArray<string> lines = [];
        if (clause.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostWords)
        {
            lines = Lines(holds, unless);
            clause = ", under its conditions";
        }

        var begins = string.Join(" or ", Begins(rule, conditions));
        var sentence = RuleClauses.Capital(begins) + clause + ": " + new StepWords(rule.Steps, actions, conditions).Say() + ".";
        if (Limits(rule) is { Count: > 0 } limits)
        {
            var often = string.Join(", ", limits);
            sentence += " " + RuleClauses.Capital(often) + ".";
        }

        if (!rule.Leaves.IsEmpty)
        {
            sentence += " It ends early when " + string.Join(" or ", Leaves(rule)) + ".";
        }

        return new(sentence, lines);
    }

    // Events after one "when"; dates and what becomes true in words of their own.
    private static IEnumerable<string> Begins(CompiledRule rule, ConditionWords conditions) =>
        Events(rule).ToList() is { Count: > 0 } events ? ["when " + string.Join(" or ", events), .. Moments(rule, conditions)] : Moments(rule, conditions);

    /// <summary>The events that begin a rule, each as a clause; those of its own date and segment are in <see cref="Moments"/>.</summary>
    internal static IEnumerable<string> Events(CompiledRule rule) => rule.When.Where(w => !rule.Owns(w)).Select(EventWords.Begins);

    /// <summary>The events that end a rule early, each as a clause; its own date and segment need no name.</summary>
    internal static IEnumerable<string> Leaves(CompiledRule rule) => rule.Leaves.Select(l => EventWords.Awaited(rule.Owns(l) ? l with { Mark = null } : l)).Distinct();

    /// <summary>The date and the segment at which a rule begins, each as a clause.</summary>
    internal static IEnumerable<string> Moments(CompiledRule rule, ConditionWords conditions)
    {
        bool Own(Trigger w, string name) => w.Event == name && rule.Owns(w);
        if (rule.Date is { } date && rule.When.Any(w => Own(w, "date.reached")))
        {
            yield return DateWords.Say(date);
        }

        if (rule.Segment is { } segment)
        {
            if (rule.When.Any(w => Own(w, "segment.entered")))
            {
                yield return "as soon as it is true of somebody that " + conditions.Say(segment);
            }

            if (rule.When.Any(w => Own(w, "segment.left")))
            {
                yield return "as soon as it is no longer true of somebody that " + conditions.Say(segment);
            }
        }
    }

    /// <summary>The conditions as short lines, however long they are.</summary>
    internal static ImmutableArray<string> Conditions(CompiledRule rule, ConditionWords words)
    {
        var (holds, unless) = Parts(rule, words);
        return Lines(holds, unless);
    }

    private static (List<string> Holds, List<string> Unless) Parts(CompiledRule rule, ConditionWords words)
    {
        var items = rule.If switch { null => [], Condition.All all => all.Items, var one => ImmutableArray.Create(one) };
        return ([.. items.Where(i => !IsUnless(i)).Select(words.Say)], [.. items.Where(IsUnless).Select(i => words.Say(((Condition.Not)i).Item))]);
    }

    private static ImmutableArray<string> Lines(List<string> holds, List<string> unless) => [.. holds.Select(h => "only if " + h), .. unless.Select(u => "unless " + u)];

    private static bool IsUnless(Condition item) => item is Condition.Not { Item: Condition.Did };

    internal static List<string> Limits(CompiledRule rule)
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
