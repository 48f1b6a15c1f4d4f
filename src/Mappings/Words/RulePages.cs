using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Words;

/// <summary>Makes the page of a rule in plain words. Pure.</summary>
public static partial class RulePages
{
    // The arguments that people read, a heading before what stands under it.
    private static readonly string[] Read = ["title", "subject", "text", "body", "draft"];

    /// <summary>Says a rule.</summary>
    /// <param name="mapping">The mapping it stands in: caps, quiet hours and calm are its.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="tools">Names of the client's tools by role.</param>
    /// <param name="holidays">True when the client has days of rest.</param>
    public static RulePage Of(CompiledMapping mapping, CompiledRule rule, IReadOnlyDictionary<string, string> tools, bool holidays)
    {
        var actions = new ActionWords(tools, texts: false);
        var conditions = new ConditionWords(actions, discreet: true);
        var limits = RuleSentence.Limits(rule);
        var half = rule.OtherHalf;
        return new()
        {
            Says = rule.Says is { Length: > 0 } says ? Discreet(says) : null,
            Begins = Lines([.. RuleSentence.Events(rule), .. RuleSentence.Moments(rule, conditions)]),
            Whom = Lines([.. RuleSentence.Conditions(rule, conditions).Select(c => c.StartsWith("unless ", StringComparison.Ordinal) ? "not if " + c[7..] : c), .. Held(rule), .. There(rule)]),
            Does = Lines(new StepWords(rule.Steps, actions, conditions).Clauses()),
            Often = Lines(limits.Count == 0 ? ["each time it happens"] : limits),
            Ends = Lines(rule.Leaves.IsEmpty ? ["after its last step"] : [.. RuleSentence.Leaves(rule).Select(l => "as soon as " + l), "else after its last step"]),
            Never = Lines(Never(mapping.Calm, rule, holidays)),
            Goal = rule.Goal is { } goal ? Discreet($"{RuleClauses.Capital(EventWords.Awaited(goal))} within {SpanWords.Say(rule.GoalWithin)}.") : null,
            Texts = [.. rule.Steps.OfType<Instruction.Do>().Select(s => Text(s, actions)).OfType<RulePageText>().Distinct()],
            OtherHalf = half is null ? null : Discreet(Tool(rule, actions) is { } tool ? $"“{half.Flow}” in {tool}" : $"“{half.Flow}”"),
            Recipe = half is null ? [] : [.. half.Recipe.Select(Discreet)],
        };
    }

    private static IEnumerable<string> Held(CompiledRule rule) =>
        rule.Holdout > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{rule.Holdout} of 100 people are left out on purpose, by chance, so that you can see what the rule changes")] : [];

    private static IEnumerable<string> There(CompiledRule rule) => AlreadyThere.Lasting(rule).IsEmpty ? []
        : [rule.AlreadyPerDay switch
        {
            0 => "who is there already when it is switched on is left alone",
            AlreadyThere.All => "who is there already when it is switched on is taken too, all at once",
            var n => string.Create(CultureInfo.InvariantCulture, $"who is there already when it is switched on is taken too, {n} a day, the latest first"),
        }];

    private static IEnumerable<string> Never(CalmRules calm, CompiledRule rule, bool holidays)
    {
        var steps = rule.Steps.OfType<Instruction.Do>().ToList();
        if (rule.Class == TouchClass.Internal && rule.OtherHalf is null)
        {
            yield return "it sends your customers no message: it works behind the counter only";
        }

        if (rule.Class == TouchClass.Marketing)
        {
            yield return "no message to anybody whose yes to marketing mail is not recorded, or who said no anywhere";
            if (!calm.Caps.IsEmpty)
            {
                yield return "nobody gets more than " + string.Join(" or ", calm.Caps.Select(c => $"{SpanWords.Count(c.Max, "marketing message")} in {SpanWords.Count(c.Days, "day")}")) + ", whoever sends them; what would be more " + (rule.Hold ? "waits" : "is dropped");
            }

            yield return $"no message in the {SpanWords.Count(calm.CalmDays, "day")} after money was returned or somebody left one or two stars, nor while a request for help is open";
        }

        if (rule.Class != TouchClass.Internal)
        {
            var days = StepWords.List([.. calm.QuietDays.Order().Select(d => d + "s"), .. holidays ? ["your holidays"] : Array.Empty<string>()]);
            yield return $"no message between {StepWords.Clock(calm.QuietFrom)} and {StepWords.Clock(calm.QuietTo)}{(days.Length == 0 ? "" : ", nor on " + days)}; it waits for the next hour that is allowed";
            yield return "no message to an address at which mail could not be delivered";
        }

        if (steps.Exists(s => s.Name == "hub.approval"))
        {
            yield return "nothing that it drafts goes out without a person's yes";
        }

        if (rule.IsReviewRequest)
        {
            yield return "it does not choose whom to ask by how happy they are, and promises nothing for a review";
        }

        yield return "nothing for people whom somebody paused, or who asked to be forgotten";
    }

    private static RulePageText? Text(Instruction.Do step, ActionWords actions)
    {
        var parts = Read.Where(n => step.With.ContainsKey(n)).Select(n => LiquidWords.Of(step.With[n])).Where(p => p.Text.Length > 0).ToList();
        var what = step.Name switch
        {
            "hub.alert" => $"{RuleClauses.Capital(ActionWords.To(step))} is told",
            "hub.task" => $"Task for {ActionWords.To(step)}",
            "hub.approval" => "Draft that waits for a person's yes",
            _ when step.Verb.StartsWith("task.", StringComparison.Ordinal) => "Task in " + actions.Tool(step.Role),
            _ when step.Verb.StartsWith("note.", StringComparison.Ordinal) => "Note in " + actions.Tool(step.Role),
            _ => "Text for " + actions.Tool(step.Role),
        };
        // The title of a draft is for who approves it, and no part of what goes out.
        parts = step.Name == "hub.approval" && step.With.TryGetValue("draft", out var draft) ? [LiquidWords.Of(draft)] : parts;
        return parts.Count == 0 ? null : new(Discreet(what), Discreet(string.Join("\n", parts.Select(p => p.Text))), parts.Exists(p => p.Varies));
    }

    private static string? Tool(CompiledRule rule, ActionWords actions) => rule.Steps.OfType<Instruction.Do>().FirstOrDefault(s => s.Expect is not null) is { } step ? actions.Tool(step.Role) : null;

    private static ImmutableArray<string> Lines(IEnumerable<string> lines) => [.. lines.Select(l => Discreet(RuleClauses.Capital(l)))];

    // Whatever a rule names: an address of somebody is nobody else's business.
    private static string Discreet(string text) => AddressPattern().Replace(text, "[address]");

    [GeneratedRegex(@"[^\s@<>'""“”(),;:]+@[^\s@<>'""“”(),;:]+\.[A-Za-z]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex AddressPattern();
}
