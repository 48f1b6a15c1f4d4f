using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What the first page of a client is made from.</summary>
/// <param name="Alerts">Open alerts, newest first.</param>
/// <param name="Approvals">Drafts that wait.</param>
/// <param name="Uncertain">Actions that may have happened.</param>
/// <param name="Quarantined">Messages that could not be read and still wait.</param>
/// <param name="Stops">Stops in force.</param>
/// <param name="Held">Actions that are held.</param>
/// <param name="Events">Live events of the period.</param>
/// <param name="Done">Actions of the period, by rule, name, place and state.</param>
/// <param name="Verdicts">Decisions of the period, by rule and verdict.</param>
/// <param name="Runs">Runs due in the next seven days, the first first.</param>
/// <param name="Due">Planned actions, the first first.</param>
/// <param name="States">How each connection is.</param>
/// <param name="Week">Received and duplicate messages of seven UTC days.</param>
/// <param name="Names">Names of the contacts that the lists mention.</param>
/// <param name="Answers">Answers to pages of rules that nobody noted, the newest first.</param>
public sealed record HomeRows(
    IReadOnlyList<AlertRow> Alerts, IReadOnlyList<Approval> Approvals, IReadOnlyList<ActionRow> Uncertain, int Quarantined, IReadOnlyList<Stop> Stops, int Held, int Events,
    IReadOnlyList<DoneCount> Done, IReadOnlyList<VerdictCount> Verdicts, IReadOnlyList<RunRow> Runs, IReadOnlyList<ActionRow> Due, IReadOnlyList<ConnectionState> States,
    IReadOnlyList<Counter> Week, IReadOnlyDictionary<long, string> Names, IReadOnlyList<ShareLink> Answers)
{
    /// <summary>New messages of a connection in seven UTC days: what was received without what was seen before.</summary>
    public long NewMessages(string connection) => Week.Where(c => c.Connection == connection).Sum(c => c.Kind == "received" ? c.N : -c.N);
}
