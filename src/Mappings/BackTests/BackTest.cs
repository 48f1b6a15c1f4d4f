using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.BackTests;

/// <summary>
/// Plays a mapping on what really happened, with a virtual clock: waits, caps, consent and quiet hours as they were then. Pure; nothing is written and nothing is sent. What rules really did in the tried
/// time is left out, with its echoes: the play makes its own. What people did because of real messages stays, for nobody can know what they had done without.
/// </summary>
public sealed class BackTest
{
    /// <summary>Steps that one subject may set off.</summary>
    public const int MostSteps = 20_000;

    private readonly CompiledMapping _mapping;
    private readonly CompiledMapping _before;
    private readonly ClientContext _client;

    /// <summary>Makes it ready.</summary>
    /// <param name="mapping">The mapping. Each rule that is not off is played as if it were live for everybody.</param>
    /// <param name="client">The client.</param>
    /// <param name="from">Start of the tried time; what lies before is what was known then.</param>
    /// <param name="to">Its end.</param>
    /// <param name="rule">A rule to play although it is off; null for none.</param>
    public BackTest(CompiledMapping mapping, ClientContext client, DateTimeOffset from, DateTimeOffset to, string? rule = null)
    {
        (_client, From, To) = (client, from, to);
        _mapping = mapping.With([.. mapping.Rules.Select(r => r.Mode == RuleMode.Off && r.Id != rule ? r : r with { Mode = RuleMode.Live, PilotShare = 100, Pilot = null })]);
        _before = _mapping.With([.. _mapping.Rules.Select(r => r with { MaxAge = TimeSpan.FromDays(-3650) })]); // hears of everything too late: facts and the hub's own waits, no run
    }

    /// <summary>Start of the tried time.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Its end.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Plays one subject. Many may be played at the same time.</summary>
    public SubjectPlay Play(BackTestSubject subject)
    {
        var events = subject.Events.Where(e => e.At < To).OrderBy(e => e.At).ThenBy(e => e.Event.OccurredAt).ThenBy(e => e.Event.NaturalKey, StringComparer.Ordinal).ToList();
        var known = new Clock(_before, _client, SubjectState.New(subject.Subject, subject.Contact) with { Identities = subject.Identities });
        foreach (var e in events.Where(e => e.At < From && WasKnown(e.Event)))
        {
            known.Until(e.At);
            known.Step(new LaneInput.Happened(e.Event with { Historical = true }), e.At);
        }

        known.Until(From);
        var play = new Clock(_mapping, _client, known.State with { Log = new([.. subject.Log.Firings.Where(f => f.At < From)], [.. subject.Log.Touches.Where(t => t.At < From)]) });
        var played = 0;
        foreach (var e in events.Where(e => e.At >= From && Happens(e.Event)))
        {
            play.Until(e.At);
            play.Step(new LaneInput.Happened(e.Event with { Historical = false }), e.At);
            played++;
        }

        play.Until(To);
        return new(played, play.Decisions, play.Actions, play.Drafts, play.Alerts, [.. play.State.Runs.Values.Where(r => !r.Rule.StartsWith("hub.", StringComparison.Ordinal))], play.IsCut);
    }

    // Before the tried time: all but what the hub works out again by itself.
    private static bool WasKnown(JourneyEvent e) => e.Tool != "hub" || e.Name.StartsWith("hub.", StringComparison.Ordinal) || e.Name is "contact.tagged" or "contact.untagged" or "contact.merged";

    // In it: what the world did and what people did in the hub; not what rules did, nor its echo.
    private static bool Happens(JourneyEvent e) => e.Tool == "hub"
        ? e.Cause is null && e.Name is "hub.paused" or "hub.resumed" or "contact.merged"
        : e.Cause is not { IsEcho: true };

    private sealed class Clock(CompiledMapping mapping, ClientContext client, SubjectState state)
    {
        private int _steps;

        public SubjectState State { get; private set; } = state;

        public List<Decision> Decisions { get; } = [];

        public List<PlannedAction> Actions { get; } = [];

        public List<(DateTimeOffset At, ApprovalRequest Draft)> Drafts { get; } = [];

        public List<(DateTimeOffset At, Alert Alert)> Alerts { get; } = [];

        public bool IsCut => _steps > MostSteps;

        /// <summary>Rings every timer that is due by then.</summary>
        public void Until(DateTimeOffset at)
        {
            while (!IsCut && State.Runs.Count > 0 && State.Runs.Values.Where(r => r.DueAt <= at).MinBy(r => (r.DueAt, r.Id)) is { } run)
            {
                Step(new LaneInput.TimerDue(run.Id, run.DueAt!.Value), run.DueAt.Value);
            }
        }

        public void Step(LaneInput input, DateTimeOffset now)
        {
            if (++_steps > MostSteps)
            {
                return;
            }

            var step = MappingEngine.Step(mapping, client, State, input, now);
            var ended = step.State.Runs.Where(r => r.Value.State > RunState.Approval).Select(r => r.Key).ToList();
            State = ended.Count == 0 ? step.State : step.State with { Runs = step.State.Runs.RemoveRange(ended) };
            Decisions.AddRange(step.Decisions);
            Actions.AddRange(step.Actions);
            Drafts.AddRange(step.Approvals.Select(d => (now, d)));
            Alerts.AddRange(step.Alerts.Select(a => (now, a)));
        }
    }
}
