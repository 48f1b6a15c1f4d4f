using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Everything a turn concluded, collected in memory and written in one job.</summary>
internal sealed class LaneOutcome
{
    private readonly Dictionary<string, long> _eventIds = new(StringComparer.Ordinal);

    public List<(OpenEnvelope Envelope, EnvelopeState State, string? Reason)> Closed { get; } = [];

    public List<(long Id, JourneyEvent Event, string Subject, long? Contact, DateTimeOffset ReceivedAt)> Events { get; } = [];

    public List<(string NaturalKey, long Envelope)> Evidence { get; } = [];

    public HashSet<(long Envelope, long Contact)> Named { get; } = [];

    public Dictionary<string, SubjectState> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>Time of the earliest event of each contact in this turn.</summary>
    public Dictionary<long, DateTimeOffset> FirstAt { get; } = [];

    /// <summary>Events of this turn that are already in the facts, by subject: the store does not have them yet.</summary>
    public Dictionary<string, List<JourneyEvent>> Folded { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs that changed, with their subject; the last change of the turn.</summary>
    public Dictionary<string, (string Subject, long? Contact, Run Run)> Runs { get; } = new(StringComparer.Ordinal);

    public List<(string Subject, long? Contact, long? Event, Decision Decision)> Decisions { get; } = [];

    /// <summary>When the last decision about each contact of the turn was made, unix ms; read once something late is told.</summary>
    public Dictionary<long, long>? LastDecided { get; set; }

    /// <summary>Stored decisions that would be others had what is told now been known then.</summary>
    public HashSet<long> CameLate { get; } = [];

    public List<(string Subject, long? Contact, long? Event, PlannedAction Action)> Actions { get; } = [];

    public List<(string Subject, long? Contact, ApprovalRequest Request)> Approvals { get; } = [];

    public List<(long? Contact, Alert Alert)> Alerts { get; } = [];

    /// <summary>Keys of alerts that are settled by what happened.</summary>
    public List<string> Solved { get; } = [];

    public List<(string Connection, long Envelope, bool Historical, FetchWish Wish)> Fetches { get; } = [];

    public List<(string Connection, ConnectionChange Change)> Changes { get; } = [];

    public List<long> AnswersClosed { get; } = [];

    /// <summary>Turns of people who were there already, and whether the rule began.</summary>
    public List<(string Rule, long Contact, bool Begun)> Admitted { get; } = [];

    /// <summary>The people who were looked at for the first time; null when it was no turn for that.</summary>
    public LookSlice? Look { get; set; }

    public ContactResolver? Resolver { get; set; }

    /// <summary>Two contacts that must become one before anything else of this lane goes on; nothing else is written then.</summary>
    public ProvenDouble? Join { get; set; }

    /// <summary>Another version of the mapping that must be in force before anything else of this lane goes on; nothing else is written then.</summary>
    public PublishDeed? Publish { get; set; }

    /// <summary>Runs that a person skipped or holds: they end or rest before anything else of this lane goes on; nothing else is written then.</summary>
    public ComingDeed? Coming { get; set; }

    /// <summary>Keeps a new event.</summary>
    public void Add(long id, JourneyEvent fact, string subject, long? contact, DateTimeOffset receivedAt)
    {
        _eventIds[fact.NaturalKey] = id;
        Events.Add((id, fact, subject, contact, receivedAt));
        if (contact is { } person && (!FirstAt.TryGetValue(person, out var first) || fact.OccurredAt < first))
        {
            FirstAt[person] = fact.OccurredAt;
        }
    }

    /// <summary>Keeps what a step concluded; ended runs are stored and leave the subject's open ones.</summary>
    public void Take(SubjectState before, StepResult step, SubjectInput input, Func<long> nextId)
    {
        foreach (var run in step.State.Runs.Values)
        {
            if (!before.Runs.TryGetValue(run.Id, out var was) || !ReferenceEquals(was, run))
            {
                Runs[run.Id] = (before.Subject, before.ContactId, run);
            }
        }

        Touched[before.Subject] = step.State with { Runs = step.State.Runs.RemoveRange(step.State.Runs.Where(r => HasEnded(r.Value)).Select(r => r.Key)) };
        if (input.Input is LaneInput.Happened(var happened))
        {
            Fold(before.Subject, happened);
        }

        foreach (var derived in step.Derived)
        {
            Fold(before.Subject, derived);
            Add(nextId(), derived, before.Subject, before.ContactId, input.At);
        }

        Decisions.AddRange(step.Decisions.Select(d => (before.Subject, before.ContactId, EventOf(d.EventKey) ?? input.EventId, d)));
        Actions.AddRange(step.Actions.Select(a => (before.Subject, before.ContactId, input.EventId, a)));
        Approvals.AddRange(step.Approvals.Select(a => (before.Subject, before.ContactId, a)));
        Alerts.AddRange(step.Alerts.Select(a => (before.ContactId, a)));
        Solved.AddRange(step.Solved);
    }

    /// <summary>An approval's answer was carried on.</summary>
    public void Close(SubjectInput input)
    {
        if (input.Answer is { } answer)
        {
            AnswersClosed.Add(answer);
        }
    }

    /// <summary>True for runs that need nothing any more.</summary>
    public static bool HasEnded(Run run) => run.State is RunState.Done or RunState.Exited or RunState.Dropped;

    private void Fold(string subject, JourneyEvent fact)
    {
        if (!Folded.TryGetValue(subject, out var folded))
        {
            Folded[subject] = folded = [];
        }

        folded.Add(fact);
    }

    private long? EventOf(string? naturalKey) => naturalKey is not null && _eventIds.TryGetValue(naturalKey, out var id) ? id : null;
}
