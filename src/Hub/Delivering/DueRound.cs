using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>One round of a grant's calls: every client that waits has its share, and what a newer action makes pointless stands aside until that one really goes.</summary>
/// <param name="Calls">The actions of each call, in the order of the calls.</param>
/// <param name="Superseded">Older actions that stand aside, by the id of the one that takes their place.</param>
internal sealed record DueRound(List<DueAction[]> Calls, ILookup<long, DueAction> Superseded)
{
    /// <summary>Most calls of a round, so that a client whose work comes up meanwhile does not wait for all that another one has.</summary>
    public const int MostCalls = 256;

    // Steps from client to client on the index; what waits is not read.
    private const string Clients =
        """
        with recursive waiting(client) as (
          select min(client) from action where "grant" = @p0 and state = 0
          union all
          select (select min(client) from action where "grant" = @p0 and state = 0 and client > waiting.client) from waiting where waiting.client is not null)
        """;

    /// <summary>Reads what is due now.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="grant">Grant id.</param>
    /// <param name="now">Unix ms.</param>
    /// <param name="limit">Most actions looked at, over all clients.</param>
    /// <param name="infoOf">What the connector says of an action; null where the connection or the action is unknown.</param>
    public static DueRound Read(StoreReader reader, string grant, long now, int limit, Func<DueAction, ActionInfo?> infoOf)
    {
        var clients = reader.Query(Clients + "select client from waiting where client is not null", r => r.GetString(0), grant);
        var share = clients.Count == 0 ? 0 : Math.Max(limit / clients.Count, 1);
        List<DueAction> due = [], tried = [];
        foreach (var client in clients)
        {
            var here = reader.Query(
                $"""select {DueAction.Columns} from action where "grant" = @p0 and client = @p1 and state = 0 and due_at <= @p2 order by due_at, id limit @p3""", DueAction.Read, grant, client, now, share);
            if (here.Count > 0)
            {
                due.AddRange(here);
                tried.AddRange(reader.Query(
                    $"""select {DueAction.Columns} from action where "grant" = @p0 and client = @p1 and state = 0 and due_at > @p2 and attempts > 0 limit @p3""", DueAction.Read, grant, client, now, share));
            }
        }

        var superseded = Coalescing.Superseded(due.Concat(tried), now);
        var aside = superseded.Select(s => s.Dropped.Id).ToHashSet();
        return new DueRound(
            [.. Coalescing.Round(due.Where(a => !aside.Contains(a.Id)), infoOf).Take(MostCalls)],
            superseded.ToLookup(s => s.By.Id, s => s.Dropped));
    }

    /// <summary>When the next action of a grant is due, unix ms; null when none waits.</summary>
    public static long? Next(StoreReader reader, string grant) => reader.Scalar<long?>(
        Clients + """select min((select min(due_at) from action where "grant" = @p0 and state = 0 and client = waiting.client)) from waiting where waiting.client is not null""", grant);

    /// <summary>Drops what the claimed actions take the place of, in the job that claims them: one that is held or refused takes nobody's place.</summary>
    public void Drop(StoreTransaction store, IEnumerable<ClaimedAction> claimed, long now)
    {
        foreach (var by in claimed.Select(c => c.Action))
        {
            foreach (var older in Superseded[by.Id])
            {
                store.Execute("update action set state = @p1, result = @p2, updated_at = @p3 where id = @p0 and state = @p4",
                    older.Id, ActionState.Dropped, $"Not sent: {by.Name} of the rule {by.Rule} came after it and takes its place.", now, ActionState.Due);
            }
        }
    }
}
