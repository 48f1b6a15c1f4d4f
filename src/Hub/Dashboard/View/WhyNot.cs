using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;
using Decision = IntegrationHub.Hub.Storage.Rows.Decision;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>
/// Why a rule did not act: every condition in the order in which the engine looked, up to the one that decided. A decision keeps the clause that failed and its value;
/// that those before it held, and that those after it were not looked at, follows from the order.
/// </summary>
public static partial class WhyNot
{
    // The order of the gate that every message passes; the words say what it asks for.
    private static readonly (string Clause, string Words)[] Gate =
    [
        ("pause", "Not paused"), ("address bounced", "Mail to the address arrives"), ("consent", "A recorded yes to messages, and no recorded no"), ("calm", "No trouble that asks for peace"),
        ("cap", "Within the cap of messages"), ("quiet hours", "Outside the quiet hours"),
    ];

    /// <summary>The clauses of a decision; empty when it names none.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="rule">The rule as it stood then; null when it is not at hand.</param>
    /// <param name="lens">How things read.</param>
    public static IReadOnlyList<ClauseView> Of(Decision decision, CompiledRule? rule, ClientLens lens)
    {
        if (decision.Clause is not { Length: > 0 } clause)
        {
            return [];
        }

        var conditions = rule is null ? [] : RuleClauses.Of(rule, lens.ToolsByRole);
        var verdict = (Verdict)decision.Verdict;
        if (verdict == Verdict.ConditionFalse)
        {
            var failed = conditions.FirstOrDefault(c => c.Clause == clause);
            return failed is null ? [new ClauseView(false, clause, Value(decision))]
                : [.. conditions.Select((c, i) => new ClauseView(i < conditions.IndexOf(failed) ? true : c == failed ? false : null, c.Words, c == failed ? Value(decision) : null))];
        }

        var held = conditions.Select(c => new ClauseView(true, c.Words, null));
        if (verdict is Verdict.NoConsent or Verdict.Capped or Verdict.Paused or Verdict.QuietHours)
        {
            var gate = clause == "spam mark" ? 2 : Array.FindIndex(Gate, g => clause.StartsWith(g.Clause, StringComparison.Ordinal));
            var before = gate < 0 ? [] : Gate[..gate].Select(g => new ClauseView(true, g.Words, null));
            return [.. held, .. before, new ClauseView(false, gate < 0 ? clause : Say(clause, Gate[gate].Words), Value(decision) ?? (clause == "spam mark" ? "marked a mail as spam" : null))];
        }

        return verdict is Verdict.AlreadyDone or Verdict.HeldOut ? [.. held, new ClauseView(false, Say(clause, clause), decision.Step is null ? Value(decision) : null)] : [new ClauseView(false, Say(clause, clause), Value(decision))];
    }

    private static string? Value(Decision decision) => decision.Value is { Length: > 0 } value ? value : decision.Verdict == (int)Verdict.ConditionFalse ? "empty" : null;

    // The engine's short forms, e.g. "cap marketing 2 in P7D", "atMost 1 per contact every 180 days".
    private static string Say(string clause, string otherwise)
    {
        if (CapPattern().Match(clause) is { Success: true } cap)
        {
            return $"Fewer than {cap.Groups[1].Value} messages in {Span(cap.Groups[2].Value)}";
        }

        if (AtMostPattern().Match(clause) is { Success: true } most)
        {
            return $"Not more than {Times(most.Groups[1].Value)} per person in {most.Groups[2].Value}";
        }

        return clause switch
        {
            "once per contact" => "Only once per person",
            "once per key" => "Only once each time",
            "already on its way" => "Not on its way already",
            "already there" => "Still so when their turn came",
            "pilot people" => "Among the people it is tried on",
            _ when clause.StartsWith("pilot group", StringComparison.Ordinal) => "In the group it is tried on",
            _ when clause.StartsWith("pilot", StringComparison.Ordinal) => $"Among the {clause[6..].Replace("%", " %", StringComparison.Ordinal)} it is tried on",
            _ when clause.StartsWith("holdout", StringComparison.Ordinal) => $"Not among the {clause[8..].Replace("%", " %", StringComparison.Ordinal)} who are held out to see what the rule changes",
            _ when clause.StartsWith("split held out", StringComparison.Ordinal) => $"Not among the {clause[15..].Replace("%", " %", StringComparison.Ordinal)} who are held out at the split to see what it changes",
            _ when clause.StartsWith("until ", StringComparison.Ordinal) => $"Until: {Words.Event(clause[6..], null, null, null).ToLower(CultureInfo.InvariantCulture)}",
            _ when clause.StartsWith("maxAge", StringComparison.Ordinal) => "Heard of within" + clause[6..],
            _ when clause.StartsWith("staleAfter", StringComparison.Ordinal) => "Of use within" + clause[10..],
            _ => otherwise,
        };
    }

    private static string Span(string iso)
    {
        try
        {
            return Words.Span(XmlConvert.ToTimeSpan(iso));
        }
        catch (FormatException)
        {
            return iso;
        }
    }

    private static string Times(string n) => n switch { "1" => "once", "2" => "twice", _ => n + " times" };

    [GeneratedRegex(@"^cap \w+ (\d+) in (P\w+)$")]
    private static partial Regex CapPattern();

    [GeneratedRegex(@"^atMost (\d+) per contact every (.+)$")]
    private static partial Regex AtMostPattern();
}
