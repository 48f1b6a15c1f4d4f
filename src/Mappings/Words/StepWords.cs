using System.Collections.Immutable;
using System.Globalization;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>The steps of a rule as one clause after another; branches are put together again from their jumps.</summary>
internal sealed class StepWords(ImmutableArray<Instruction> steps, ActionWords actions, ConditionWords conditions)
{
    internal string Say() => Say(0, steps.Length);

    internal string Say(int from, int to) => string.Join("; ", Clauses(from, to));

    /// <summary>Each clause for itself, in the order of the steps.</summary>
    internal List<string> Clauses() => Clauses(0, steps.Length);

    private List<string> Clauses(int from, int to)
    {
        var clauses = new List<string>();
        var (acts, lead) = (new List<string>(), "");
        var place = from;
        while (place < to)
        {
            switch (steps[place])
            {
                case Instruction.Do act:
                    acts.Add(actions.Say(act) + (act.StaleAfter is { } stale ? $", if that is possible within {SpanWords.Say(stale)}" : ""));
                    break;
                case Instruction.Wait wait:
                    Flush();
                    lead = Wait(wait, clauses.Count > 0);
                    break;
                case Instruction.End end:
                    Flush();
                    clauses.Add(lead + "it ends (" + end.Why + ")");
                    lead = "";
                    break;
                case Instruction.Split split:
                    Flush();
                    clauses.Add(lead + Say(split));
                    lead = split.After < to ? "after that " : ""; // no longer in one arm
                    place = split.After - 1;
                    break;
                case Instruction.Branch branch:
                    Flush();
                    var other = branch.Else > place + 1 && steps[branch.Else - 1] is Instruction.Jump jump && jump.Id == branch.Id + ".then" ? jump : null;
                    clauses.Add($"{lead}if {conditions.Say(branch.If)}, {Say(place + 1, other is null ? branch.Else : branch.Else - 1)}{(other is null ? "" : ", otherwise " + Say(branch.Else, other.To))}");
                    lead = "";
                    place = (other?.To ?? branch.Else) - 1;
                    break;
            }

            place++;
        }

        Flush();
        if (lead.Length > 0)
        {
            clauses.Add(lead + ((to < steps.Length && steps[to] is Instruction.Jump jump ? jump.To : to) < steps.Length ? "it goes on" : "it is over"));
        }

        return clauses;

        void Flush()
        {
            if (acts.Count > 0)
            {
                clauses.Add(lead + "we " + List(acts));
                acts.Clear();
                lead = "";
            }
        }
    }

    private string Say(Instruction.Split split)
    {
        var (first, second) = (split.Arms[0], split.Arms[1]);
        return $"by chance {Arm(first, second.At - 1)} and {Arm(second, split.After)}{(split.Holdout > 0 ? $", and {PercentWords.Are(split.Holdout)} left out to compare" : "")}";

        string Arm(SplitArm arm, int to) => $"{PercentWords.Get(arm.Share)} '{arm.Name}' ({(Say(arm.At, to) is { Length: > 0 } steps ? steps : "nothing")})";
    }

    private static string Wait(Instruction.Wait wait, bool later)
    {
        var parts = new List<string>();
        if (wait.Field is not null)
        {
            parts.Add((wait.Minus > TimeSpan.Zero ? SpanWords.Say(wait.Minus) + " before " : "at ") + FieldWords.Say(wait.Field));
        }
        else if (wait.For > TimeSpan.Zero)
        {
            var span = wait.Working ? SpanWords.Working(wait.For) : SpanWords.Say(wait.For);
            parts.Add(later ? span + " later" : "after " + span);
        }

        if (wait.Weekday is { } day)
        {
            parts.Add("on " + day);
        }

        if (wait.At is { } at)
        {
            parts.Add("at " + Clock(at));
        }

        if (wait is { From: { } from, To: { } to })
        {
            parts.Add($"between {Clock(from)} and {Clock(to)}");
        }

        var awaited = string.Join(" or ", wait.Until.Select(EventWords.Awaited).Distinct());
        return string.Join(" ", parts) + (awaited.Length == 0 ? "" : wait.Exit ? ", unless " + awaited + " before" : ", or as soon as " + awaited) + ", ";
    }

    internal static string Clock(TimeOnly time) => time.ToString("H:mm", CultureInfo.InvariantCulture);

    internal static string List(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1];
}
