using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Engine;

// A rule tried on somebody of the team: no wait, no limit, nothing that cannot be taken back.
internal sealed partial class EngineStep
{
    internal TestedRule Try(CompiledRule rule, JourneyEvent trigger, string key, string? arm)
    {
        var run = new Run
        {
            Id = $"{rule.Id}|{key}|1|{state.Subject}", Rule = rule.Id, RunKey = key, MappingVersion = client.MappingVersion, Step = rule.Steps[0].Id, State = RunState.Waiting, Mode = RuleMode.Live,
            StartedAt = now, Trigger = trigger,
        };
        var skipped = ImmutableArray.CreateBuilder<string>();
        for (var (place, steps) = (0, 0); place < rule.Steps.Length && steps < 300; steps++)
        {
            switch (rule.Steps[place])
            {
                case Instruction.Jump jump:
                    place = jump.To;
                    continue;
                case Instruction.Branch branch:
                    place = Test(branch.If, trigger, run).Holds ? place + 1 : branch.Else;
                    continue;
                case Instruction.Split split:
                    var tried = split.Arms.FirstOrDefault(a => a.Name == arm) ?? split.Arms[0];
                    skipped.Add($"Chance would put {PercentWords.OfAll(tried.Share)} into '{tried.Name}': here it is '{tried.Name}' for sure.");
                    place = tried.At;
                    continue;
                case Instruction.End end:
                    skipped.Add($"The rule ends here: {end.Why}.");
                    place = rule.Steps.Length;
                    continue;
                case Instruction.Wait wait:
                    skipped.Add(wait.For > TimeSpan.Zero ? $"The wait of {SpanWords.Say(wait.For)} is left out." : "The wait is left out.");
                    break;
                case Instruction.Do act:
                    Try(rule, run, act, skipped);
                    break;
            }

            place++;
        }

        return new([.. _actions], skipped.ToImmutable());
    }

    private void Try(CompiledRule rule, Run run, Instruction.Do act, ImmutableArray<string>.Builder skipped)
    {
        var (arguments, problem) = Render(act, run.Trigger, run);
        if (arguments is null)
        {
            skipped.Add($"It cannot do {act.Name}: {problem}.");
            return;
        }

        if (act.Verb == "tag.remove")
        {
            return; // what the test puts is taken off by itself
        }

        if (act.Role == "hub" || act.Verb is not ("tag.add" or "field.set" or "property.set"))
        {
            skipped.Add($"It would {DeedWords.Of(act, arguments).Do}{(act.Role == "hub" ? "" : $" in {ToolOf(act.Role)}")}; that cannot be taken back, so a test leaves it out.");
            return;
        }

        var before = (_actions.Count, _decisions.Count);
        Plan(rule, run, act with { Class = TouchClass.Internal, StaleAfter = null }, arguments, null);
        if (_actions.Count == before.Item1)
        {
            skipped.AddRange(_decisions.Skip(before.Item2).Select(d => d.Sentence));
        }
    }

    private string ToolOf(string role) => client.Connections.FirstOrDefault(c => c.Role == role && c.Primary)?.ToolName ?? role;
}
