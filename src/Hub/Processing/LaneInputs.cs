using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>A turn's inputs in the order in which they count: a timer goes before the events that were received after it was due.</summary>
internal sealed class LaneInputs
{
    private readonly List<SubjectInput> _inputs = [];

    public LaneInputs(LaneBatch batch, DateTimeOffset now)
    {
        _inputs.AddRange(batch.Timers.Select(t => new SubjectInput(t.Subject, new LaneInput.TimerDue(t.Run, t.DueAt), t.DueAt, null, null, null, [], t.Run)));
        _inputs.AddRange(batch.Answers.Select(a => new SubjectInput(a.Subject, new LaneInput.Answered(a.Run, a.Approved, a.Text, a.By), a.At, null, null, a.Id, [], a.Run)));
        _inputs.AddRange(batch.Admitted.Where(a => a.Event is not null).Select(a =>
            new SubjectInput(SubjectLoader.ContactSubject(a.Contact), new LaneInput.Admitted(a.Rule, a.Event!), a.DueAt, null, null, null, []) { Admitted = (a.Rule, a.Contact) }));
        _inputs.AddRange((batch.Look?.Contacts ?? []).Select(c => new SubjectInput(SubjectLoader.ContactSubject(c), new LaneInput.LookedAt(), now, null, null, null, [])));
    }

    /// <summary>All subjects, each once.</summary>
    public HashSet<string> Subjects => _inputs.Select(i => i.Subject).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds an event.</summary>
    public void Add(SubjectInput input) => _inputs.Add(input);

    /// <summary>Leaves later timers, answers and turns to the next turn, which begins with the envelope received at this time.</summary>
    public void Before(DateTimeOffset receivedAt) => _inputs.RemoveAll(i => (i.Run is not null || i.Admitted is not null) && i.At > receivedAt);

    /// <summary>By time; what is equally old keeps its order, timers first.</summary>
    public IEnumerable<SubjectInput> InOrder() => _inputs.OrderBy(i => i.At);
}
