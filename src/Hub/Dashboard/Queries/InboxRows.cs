using System.Collections.Immutable;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What waits for a person.</summary>
/// <param name="Approvals">Open approvals, the one that expires first first.</param>
/// <param name="Uncertain">Actions that may have happened, the oldest first.</param>
/// <param name="Attempts">Their tries.</param>
/// <param name="Names">Names of the contacts.</param>
/// <param name="Causes">What an approval is about: the newest event of its subject, by subject.</param>
/// <param name="Asked">What goes out with a yes beside the draft, by run.</param>
/// <param name="Answers">Answers to pages of rules that nobody noted, the newest first.</param>
public sealed record InboxRows(
    IReadOnlyList<Approval> Approvals, IReadOnlyList<ActionRow> Uncertain, IReadOnlyList<Attempt> Attempts, IReadOnlyDictionary<long, string> Names,
    IReadOnlyDictionary<string, Event> Causes, IReadOnlyDictionary<string, ImmutableSortedDictionary<string, Value>> Asked, IReadOnlyList<ShareLink> Answers)
{
    /// <summary>What goes out with a yes beside the draft; empty when nothing does.</summary>
    public ImmutableSortedDictionary<string, Value> AskedBeside(Approval approval) => Asked.GetValueOrDefault(approval.Run, ImmutableSortedDictionary<string, Value>.Empty);
}
