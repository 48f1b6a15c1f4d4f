using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

internal sealed partial class EngineStep
{
    internal void Wake(string runId, DateTimeOffset dueAt)
    {
        if (!_runs.TryGetValue(runId, out var run) || run.State > RunState.Held)
        {
            return;
        }

        if (run.Rule.StartsWith("hub.", StringComparison.Ordinal))
        {
            WakeOwn(run, dueAt);
        }
        else if (RuleOf(run) is not { } rule || Place(rule, run.Step) >= rule.Steps.Length)
        {
            End(run, RunState.Dropped, "the rule or its step is no longer there");
        }
        else
        {
            Execute(rule, run, Place(rule, run.Step) + (run.State == RunState.Held ? 0 : 1), false);
        }

        Drain();
    }

    internal void Answer(LaneInput.Answered answer)
    {
        if (!_runs.TryGetValue(answer.RunId, out var run) || run.State != RunState.Approval || RuleOf(run) is not { } rule
            || rule.Steps.FirstOrDefault(s => s.Id == run.Step) is not Instruction.Do step)
        {
            return;
        }

        if (!answer.Approved)
        {
            Decide(rule, run.RunKey, step.Id, run.Mode, Verdict.Declined, null, answer.By, $"was not sent: {answer.By} said no", run.Trigger);
            Execute(rule, run, Place(rule, step.Id) + 1, false);
        }
        else
        {
            var name = step.With["action"].Fixed.ToString();
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var argument = step.With.TryGetValue("argument", out var given) ? given.Fixed.ToString() : "text";
            var wished = step with { Role = name[..Math.Max(dot, 0)], Verb = name[(dot + 1)..] };
            run = Plan(rule, run, wished, (run.Asked ?? ImmutableSortedDictionary<string, Value>.Empty).SetItem(argument, Value.Of(answer.Text ?? run.Draft ?? "")), answer.By);
            Execute(rule, run, Place(rule, step.Id) + 1, false);
        }

        Drain();
    }

    // A run goes on with the text it began with.
    private CompiledRule? RuleOf(Run run)
    {
        if (run.MappingVersion == client.MappingVersion || client.Earlier(run.MappingVersion) is not { } earlier)
        {
            return mapping.Rule(run.Rule);
        }

        var rule = earlier.Rule(run.Rule);
        if (rule is not null)
        {
            _earlier[rule] = run.MappingVersion;
        }

        return rule;
    }

    private void Execute(CompiledRule rule, Run run, int place, bool begins)
    {
        for (var steps = 0; steps < 300; steps++)
        {
            if (place >= rule.Steps.Length)
            {
                Begun(Verdict.Acted, "did its steps");
                End(run, RunState.Done, "ran to its end");
                return;
            }

            switch (rule.Steps[place])
            {
                case Instruction.Jump jump:
                    place = jump.To;
                    break;
                case Instruction.Branch branch:
                    place = Test(branch.If, run.Trigger, run).Holds ? place + 1 : branch.Else;
                    break;
                case Instruction.Split split:
                    if (Divide(rule, ref run, split) is not { } arm)
                    {
                        return;
                    }

                    place = arm;
                    break;
                case Instruction.End end:
                    Begun(Verdict.Exited, "ended: " + end.Why);
                    End(run, RunState.Exited, end.Why);
                    return;
                case Instruction.Wait wait when run.Refused:
                    End(run, RunState.Dropped, "its message was refused; nothing more is waited for");
                    return;
                case Instruction.Wait wait:
                    var due = Due(wait, run);
                    _runs = _runs.SetItem(run.Id, run with { Step = wait.Id, State = RunState.Waiting, DueAt = due, StepSince = null, Note = null });
                    Begun(Verdict.Waits, $"waits until {_clock.Say(due)}", due);
                    return;
                case Instruction.Do act:
                    var next = Act(rule, run, act, ref begins);
                    if (next is null)
                    {
                        return;
                    }

                    run = next with { StepSince = null };
                    place++;
                    break;
            }
        }

        void Begun(Verdict verdict, string what, DateTimeOffset? next = null)
        {
            if (begins)
            {
                begins = false;
                Decide(rule, run.RunKey, null, run.Mode, run.Mode == RuleMode.Shadow && verdict == Verdict.Acted ? Verdict.Watched : verdict, null, null, what, run.Trigger, next);
            }
        }
    }
}
