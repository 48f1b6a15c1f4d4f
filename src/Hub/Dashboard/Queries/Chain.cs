using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Everything that hangs together with one row of the log, in the order it happened.</summary>
/// <param name="Envelopes">What was received.</param>
/// <param name="Event">The event it became.</param>
/// <param name="Contact">Whom it concerns.</param>
/// <param name="Decisions">What the rules concluded.</param>
/// <param name="Actions">What was wished.</param>
/// <param name="Attempts">The tries, all actions together.</param>
public sealed record Chain(
    IReadOnlyList<Envelope> Envelopes, Event? Event, Contact? Contact, IReadOnlyList<Decision> Decisions, IReadOnlyList<ActionRow> Actions, IReadOnlyList<Attempt> Attempts)
{
    /// <summary>True when nothing of it can change any more: read, decided, and every action ended.</summary>
    public bool IsSettled => Envelopes.All(e => e.State != 0) && Actions.All(a => a.State > (int)ActionState.Held);

    /// <summary>True when nothing was found.</summary>
    public bool IsEmpty => Envelopes.Count == 0 && Event is null && Decisions.Count == 0 && Actions.Count == 0;
}
