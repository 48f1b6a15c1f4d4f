using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Warnings;

/// <summary>Something that a rule writes.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Thing">What is written: the same text for the same thing.</param>
/// <param name="Words">The thing in words: <c>the field CARTURL in mail</c>.</param>
/// <param name="Value">The value it is given; null when it depends on the person.</param>
/// <param name="Event">The event that the write is seen as; null when no rule can begin at it.</param>
/// <param name="Properties">What is known of that event's properties.</param>
/// <param name="Flow">The flow in the tool that it starts; null for none.</param>
/// <param name="AtOnce">True when the rule waits for nothing before it.</param>
/// <param name="IsOurs">True when it is written in the hub itself, where no tool stands between the write and the next rule.</param>
internal sealed record RuleWrite(
    CompiledRule Rule, string Thing, string Words, string? Value, Trigger? Event, ImmutableDictionary<string, string> Properties, string? Flow, bool AtOnce, bool IsOurs)
{
    private const string DefaultScore = "interest"; // where the engine adds points without a name

    /// <summary>All writes of a rule.</summary>
    public static IEnumerable<RuleWrite> Of(CompiledRule rule)
    {
        var unwaited = Unwaited(rule.Steps);
        for (var i = 0; i < rule.Steps.Length; i++)
        {
            if (rule.Steps[i] is not Instruction.Do step)
            {
                continue;
            }

            var atOnce = unwaited.Contains(i);
            var role = step.Selector is null or "*" ? step.Role : $"{step.Role}[{step.Selector}]";
            var place = step.Role == "hub" ? "here" : "in " + role;
            switch (step.Verb)
            {
                case "tag.add" or "tag.remove" when Fixed(step, "tag") is { } tag:
                    var put = step.Verb == "tag.add";
                    yield return new(rule, $"{role}:tag:{tag}", $"the tag '{tag}' {place}", put ? "put" : "taken", new(put ? "contact.tagged" : "contact.untagged", tag), Known(("tag", tag)), put ? step.Expect?.Flow : null, atOnce, step.Role == "hub");
                    break;
                case "field.set" when Fixed(step, "field") is { } field:
                    yield return Field(field, "field");
                    break;
                case "property.set" when Fixed(step, "property") is { } property:
                    yield return Field(property, "property");
                    break;
                case "stage.move":
                    var stage = Fixed(step, "stage");
                    yield return new(rule, "stage", "the stage", stage, new("hub.stage.moved", stage), Known(("stage", stage)), null, atOnce, true);
                    break;
                case "score.add":
                    var score = step.With.ContainsKey("score") ? Fixed(step, "score") : DefaultScore;
                    yield return new(rule, "score:" + score, "the score", null, new("hub.score.changed", score), Known(("score", score)), null, atOnce, true);
                    break;
            }

            RuleWrite Field(string name, string kind)
            {
                var value = Fixed(step, "value");
                return new(rule, $"{role}:field:{name}", $"the {kind} {name} {place}", value, new("contact.updated", step.Role + "." + name), Known(("field", step.Role + "." + name), ("new", value)), null, atOnce, false);
            }
        }
    }

    // Places that can be reached without a wait before them: a wait in one arm or branch does not delay the other.
    private static HashSet<int> Unwaited(ImmutableArray<Instruction> steps)
    {
        var (found, open) = (new HashSet<int>(), new Stack<int>([0]));
        while (open.TryPop(out var place))
        {
            if (place >= steps.Length || !found.Add(place))
            {
                continue;
            }

            foreach (var next in steps[place] switch
            {
                Instruction.Wait or Instruction.End => [],
                Instruction.Jump jump => [jump.To],
                Instruction.Branch branch => [place + 1, branch.Else],
                Instruction.Split split => split.Arms.Select(a => a.At),
                _ => Enumerable.Repeat(place + 1, 1),
            })
            {
                open.Push(next);
            }
        }

        return found;
    }

    private static string? Fixed(Instruction.Do step, string argument) => step.With.TryGetValue(argument, out var value) && value.Liquid is null && value.Fixed.HasContent ? value.Fixed.ToString() : null;

    private static ImmutableDictionary<string, string> Known(params (string Name, string? Value)[] properties) =>
        properties.Where(p => p.Value is not null).ToImmutableDictionary(p => "event." + p.Name, p => p.Value!, StringComparer.Ordinal);
}
