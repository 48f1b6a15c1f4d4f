using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Everything a turn concluded, collected in memory and written in one job.</summary>
internal sealed class LaneOutcome
{
    public List<(long Id, string Connection, EnvelopeState State, string? Reason)> Closed { get; } = [];

    public List<(long Id, JourneyEvent Event, string Subject, long? Contact, DateTimeOffset ReceivedAt, long? Envelope)> Events { get; } = [];

    public List<(string NaturalKey, long Envelope)> Evidence { get; } = [];

    public HashSet<(long Envelope, long Contact)> Named { get; } = [];

    public Dictionary<string, SubjectState> Touched { get; } = new(StringComparer.Ordinal);

    public List<(string Subject, long? Contact, long? Event, Decision Decision)> Decisions { get; } = [];

    public List<(string Subject, long? Contact, long? Event, PlannedAction Action)> Actions { get; } = [];

    public List<(string Subject, long? Contact, ApprovalRequest Request)> Approvals { get; } = [];

    public List<(long? Contact, Alert Alert)> Alerts { get; } = [];

    public List<(string Connection, long Envelope, bool Historical, FetchWish Wish)> Fetches { get; } = [];

    public List<(string Connection, ConnectionChange Change)> Changes { get; } = [];

    public List<long> AnswersClosed { get; } = [];

    public ContactResolver? Resolver { get; set; }

    /// <summary>Keeps what a step concluded.</summary>
    public void Take(SubjectState before, StepResult step, long? eventId, DateTimeOffset receivedAt, Func<long> nextId)
    {
        Touched[before.Subject] = step.State;
        foreach (var derived in step.Derived)
        {
            Events.Add((nextId(), derived, before.Subject, before.ContactId, receivedAt, null));
        }

        Decisions.AddRange(step.Decisions.Select(d => (before.Subject, before.ContactId, eventId, d)));
        Actions.AddRange(step.Actions.Select(a => (before.Subject, before.ContactId, eventId, a)));
        Approvals.AddRange(step.Approvals.Select(a => (before.Subject, before.ContactId, a)));
        Alerts.AddRange(step.Alerts.Select(a => (before.ContactId, a)));
    }

    /// <summary>Marks an envelope as quarantined although it could be read.</summary>
    public void Quarantine(long? envelope, string reason)
    {
        var index = Closed.FindIndex(c => c.Id == envelope);
        if (index >= 0)
        {
            Closed[index] = Closed[index] with { State = EnvelopeState.Quarantined, Reason = reason };
        }
    }

    /// <summary>An approval's answer was carried on.</summary>
    public void Close(SubjectInput input)
    {
        if (input.Answer is { } answer)
        {
            AnswersClosed.Add(answer);
        }
    }
}
