using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// What open runs and goals wait for.
internal sealed partial class EngineStep
{
    private void Satisfy(JourneyEvent e)
    {
        foreach (var run in _runs.Values.Where(r => r.State <= RunState.Approval).ToList())
        {
            if (mapping.Rule(run.Rule) is not { } rule || run.Trigger.NaturalKey == e.NaturalKey)
            {
                continue;
            }

            var leaves = rule.Leaves.Any(t => Meets(t, e, run));
            var wait = Awaiting(rule, run);
            if (!leaves && wait?.Until.Any(t => Meets(t, e, run)) != true)
            {
                continue;
            }

            if (leaves || wait!.Exit)
            {
                End(run, RunState.Exited, $"{e.Name} on {_clock.Say(e.OccurredAt)}");
                Decide(rule, run.RunKey, run.Step, run.Mode, Verdict.Exited, "until " + e.Name, _clock.Say(e.OccurredAt), $"ended early because of {e.Name} on {_clock.Say(e.OccurredAt)}", e);
            }
            else
            {
                Execute(rule, run, Place(rule, run.Step) + 1, false);
            }
        }
    }

    // A message that is held stands behind its wait: who orders at night must not get the reminder in the morning.
    private static Instruction.Wait? Awaiting(CompiledRule rule, Run run)
    {
        var place = Place(rule, run.Step);
        while (run.State == RunState.Held && place > 0 && place < rule.Steps.Length && rule.Steps[place] is Instruction.Do)
        {
            place--;
        }

        return place < rule.Steps.Length && rule.Steps[place] is Instruction.Wait wait && (wait.Exit || run.State == RunState.Waiting) ? wait : null;
    }

    private static bool Meets(Trigger trigger, JourneyEvent e, Run run) => trigger.Means(e) && (!trigger.SameKey || SameKey(e, run.RunKey, run.Trigger.Key));

    private static bool SameKey(JourneyEvent e, string runKey, string? triggerKey)
    {
        var key = runKey.Split('#')[0];
        return (e.Key is { } own && (own == key || own == triggerKey)) || e.Property("checkoutToken").Text is { } token && (token == key || token == triggerKey);
    }

    private void Goals(JourneyEvent e)
    {
        foreach (var rule in mapping.Rules.Where(r => r.Goal?.Means(e) == true))
        {
            var place = _log.Firings.ToList().FindLastIndex(f => f.Rule == rule.Id && f.GoalAt is null && f.At <= e.OccurredAt && e.OccurredAt <= f.At + rule.GoalWithin
                && (!rule.Goal!.SameKey || SameKey(e, f.RunKey, null)));
            if (place >= 0)
            {
                var firing = _log.Firings[place];
                _log = _log with { Firings = _log.Firings.SetItem(place, firing with { GoalAt = e.OccurredAt }) };
                Emit(Made("hub.goal.reached", $"hub:hub.goal.reached:{rule.Id}:{firing.RunKey}", e.OccurredAt, e, ("rule", Value.Of(rule.Id)), ("runKey", Value.Of(firing.RunKey)), ("heldOut", Value.Of(firing.HeldOut))));
            }
        }
    }
}
