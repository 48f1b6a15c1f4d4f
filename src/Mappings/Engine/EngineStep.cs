using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>One step in the making: the subject as it changes, and what follows.</summary>
internal sealed partial class EngineStep(CompiledMapping mapping, ClientContext client, SubjectState state, DateTimeOffset now)
{
    // A step may set off at most this many events; a chain of our own tags ends at the hop limit long before.
    private const int MaxEvents = 64;

    private readonly LocalTime _clock = new(client.TimeZone);
    private readonly Queue<JourneyEvent> _open = new();
    private readonly List<JourneyEvent> _derived = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<PlannedAction> _actions = [];
    private readonly List<ApprovalRequest> _approvals = [];
    private readonly List<Alert> _alerts = [];
    private readonly List<string> _solved = [];
    private readonly Dictionary<CompiledRule, int> _earlier = new(ReferenceEqualityComparer.Instance); // rules of earlier versions that runs of this step stand on
    private ContactFacts _facts = state.Facts;
    private RunLog _log = state.Log;
    private ImmutableSortedDictionary<string, Run> _runs = state.Runs;
    private bool _refold;
    private int _events;

    internal void Offer(JourneyEvent happened)
    {
        _open.Enqueue(happened);
        Drain();
    }

    internal void Admit(string ruleId, JourneyEvent e)
    {
        if (_facts.Erased || mapping.Rule(ruleId) is not { Mode: not RuleMode.Off } rule)
        {
            return;
        }

        if (AlreadyThere.Since(rule, _facts)?.EventKey == e.NaturalKey)
        {
            Begin(rule, e, true);
            Drain();
        }
        else
        {
            Decide(rule, e.NaturalKey, null, rule.Mode, Verdict.ConditionFalse, "already there", null, "did not begin because what would have begun it is no longer so", e);
        }
    }

    internal StepResult Finish()
    {
        var since = now.AddDays(-400);
        var log = new RunLog(
            [.. _log.Firings.Where(f => f.At > since).TakeLast(500)],
            [.. _log.Touches.Where(t => t.At > since).TakeLast(500)]);
        return new(state with { Facts = _facts, Log = log, Runs = _runs }, [.. _derived], [.. _decisions], [.. _actions], [.. _approvals], [.. _alerts]) { NeedsRefold = _refold, Solved = [.. _solved] };
    }

    private void Drain()
    {
        while (_open.TryDequeue(out var next) && _events++ < MaxEvents)
        {
            Process(next);
        }
    }

    private void Process(JourneyEvent e)
    {
        var before = _facts;
        var fold = FactsFold.Apply(_facts, e, mapping.Model);
        (_facts, _refold) = (fold.Facts, _refold || fold.NeedsRefold);
        if (_facts.Erased)
        {
            return;
        }

        if (e.Subject == EventSubject.Person)
        {
            Derive(e, before);
            Look(e, before);
        }

        if (e.Historical)
        {
            return;
        }

        Settle(e); // also by our own deed that came back: what was asked for has happened
        if (e.Cause is { IsEcho: true })
        {
            return;
        }

        Satisfy(e);
        Goals(e);
        foreach (var rule in mapping.Rules.Where(r => r.Mode != RuleMode.Off && r.When.Any(w => w.Means(e))))
        {
            Begin(rule, e);
        }
    }

    private void Emit(JourneyEvent e)
    {
        _derived.Add(e);
        _open.Enqueue(e);
    }

    private JourneyEvent Made(string name, string key, DateTimeOffset at, JourneyEvent? from, params (string Name, Value Value)[] properties) => new()
    {
        NaturalKey = key, Name = name, Subject = from?.Subject ?? (state.ContactId is null ? EventSubject.Thing : EventSubject.Person), OccurredAt = at, Connection = "hub", Tool = "hub",
        Historical = from?.Historical ?? false, Cause = from?.Cause is { IsEcho: false } cause ? cause : null,
        Properties = properties.Where(p => p.Value.HasContent).ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
    };

    private static int Place(CompiledRule rule, string step)
    {
        for (var i = 0; i < rule.Steps.Length; i++)
        {
            if (rule.Steps[i].Id == step)
            {
                return i;
            }
        }

        return rule.Steps.Length;
    }

    private void End(Run run, RunState how, string note) => _runs = _runs.SetItem(run.Id, run with { State = how, DueAt = null, Note = note });
}
