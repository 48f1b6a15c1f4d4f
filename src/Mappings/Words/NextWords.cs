using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>What a run that waits does next.</summary>
public static class NextWords
{
    /// <summary>Says it, e.g. <c>tag them 'review-request' in Mailchimp</c>; null when nothing but the end follows.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="step">Id of the step at which the run stands.</param>
    /// <param name="held">True when that step itself is still to be done, false when it is a wait.</param>
    /// <param name="tools">Names of the client's tools by role.</param>
    public static string? Of(CompiledRule rule, string step, bool held, IReadOnlyDictionary<string, string> tools)
    {
        var place = IndexOf(rule.Steps, step);
        if (place < 0)
        {
            return null;
        }

        var from = held ? place : place + 1;
        while (from < rule.Steps.Length && rule.Steps[from] is Instruction.Jump jump)
        {
            from = jump.To;
        }

        var to = from;
        while (to < rule.Steps.Length && rule.Steps[to] is Instruction.Do)
        {
            to++;
        }

        if (to < rule.Steps.Length && to == from && rule.Steps[to] is Instruction.Branch or Instruction.Split)
        {
            to = rule.Steps[to] is Instruction.Split split ? split.After : ((Instruction.Branch)rule.Steps[to]).Else; // of a branch, what happens when the condition holds; the otherwise follows it
            while (to < rule.Steps.Length && rule.Steps[to] is Instruction.Do)
            {
                to++;
            }
        }

        var actions = new ActionWords(tools);
        var text = new StepWords(rule.Steps, actions, new ConditionWords(actions)).Say(from, to);
        return text.Length == 0 ? null : text.StartsWith("we ", StringComparison.Ordinal) ? text[3..] : text;
    }

    private static int IndexOf(ImmutableArray<Instruction> steps, string id)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
