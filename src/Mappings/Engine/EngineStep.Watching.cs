using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// What open runs and goals wait for.
internal sealed partial class EngineStep
{
    private void Satisfy(JourneyEvent e)
    {
        if (e.Name == "hub.resumed")
        {
            _runs = _runs.SetItems(_runs.Values.Where(r => r.State == RunState.Held).Select(r => KeyValuePair.Create(r.Id, r with { DueAt = now })).ToList());
        }

        foreach (var run in _runs.Values.Where(r => r.State <= RunState.Approval).ToList())
        {
            if (RuleOf(run) is not { } rule || run.Trigger.NaturalKey == e.NaturalKey)
            {
                continue;
            }

            var left = rule.Leaves.FirstOrDefault(t => Meets(t, e, run));
            var wait = Awaiting(rule, run);
            if ((left ?? wait?.Until.FirstOrDefault(t => Meets(t, e, run))) is not { } met)
            {
                continue;
            }

            if (left is not null || wait!.Exit)
            {
                End(run, RunState.Exited, $"{e.Name} on {_clock.Say(e.OccurredAt)}");
                Decide(rule, run.RunKey, run.Step, run.Mode, Verdict.Exited, "until " + e.Name, _clock.Say(e.OccurredAt), Ended(met, e, run), e);
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
        while (run.State == RunState.Held && place > 0 && place < rule.Steps.Length && rule.Steps[place] is not Instruction.Wait)
        {
            place = Before(rule, run, place);
        }

        return place < rule.Steps.Length && rule.Steps[place] is Instruction.Wait wait && (wait.Exit || run.State == RunState.Waiting) ? wait : null;
    }

    private static bool Meets(Trigger trigger, JourneyEvent e, Run run) => trigger.Means(e) && (!trigger.SameKey || SameKey(e, run.RunKey, run.Trigger.Key));

    private static bool SameKey(JourneyEvent e, string runKey, string? triggerKey)
    {
        var key = runKey.Split('#')[0];
        return (e.Key is { } own && (own == key || own == triggerKey)) || e.Property("checkoutToken").Text is { } token && (token == key || token == triggerKey);
    }

    // What a rule asked people to do is settled by the event that it waited for, also after its run is over.
    private void Settle(JourneyEvent e)
    {
        for (var i = _log.Firings.Length - 1; i >= 0; i--)
        {
            // Subjects that are no contacts keep no log of their own: their firings do not tell what was raised.
            var firing = _log.Firings[i];
            if ((!firing.Raised && state.ContactId is not null) || mapping.Rule(firing.Rule) is not { } rule
                || !rule.Settles.Any(t => t.Means(e) && (!t.SameKey || SameKey(e, firing.RunKey, null))))
            {
                continue;
            }

            _solved.AddRange(rule.Steps.OfType<Instruction.Do>().Where(d => d.Raises).SelectMany(d => new[] { AlertKey(rule, firing.RunKey, d), TaskKey(rule, firing.RunKey, d) }));
            _log = _log with { Firings = _log.Firings.SetItem(i, firing with { Raised = false }) };
        }
    }

    private void Raised(CompiledRule rule, string runKey)
    {
        var place = _log.Firings.ToList().FindLastIndex(f => f.Rule == rule.Id && f.RunKey == runKey);
        if (place >= 0)
        {
            _log = _log with { Firings = _log.Firings.SetItem(place, _log.Firings[place] with { Raised = true }) };
        }
    }

    private string AlertKey(CompiledRule rule, string runKey, Instruction.Do step) => MappingEngine.OwnKey(client.Id, rule.Id, runKey, step.Id, state.Subject);

    private string TaskKey(CompiledRule rule, string runKey, Instruction.Do step) => Key(client.Id, rule.Id, runKey, step.Id, "task/" + state.Subject);

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
                Emit(Made("hub.goal.reached", $"hub:hub.goal.reached:{rule.Id}:{firing.RunKey}:{state.Subject}", e.OccurredAt, e, ("rule", Value.Of(rule.Id)), ("runKey", Value.Of(firing.RunKey)), ("heldOut", Value.Of(firing.HeldOut))));
            }
        }
    }
}
