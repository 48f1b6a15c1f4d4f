using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Resolves rows that were left in <c>sending</c> by an owner that is gone (P2). Nobody knows whether their calls arrived. Repeatable ones go again; the others go again with
/// the next attempt number, at which connectors read back before they write; where nobody can read back they are shown to a person.
/// </summary>
internal static class SendingRecovery
{
    private const string Interrupted = "The hub stopped before the answer came.";

    /// <summary>Resolves the rows of a grant whose epoch is older than ours. Runs in the job that takes the grant.</summary>
    /// <returns>How many rows were resolved.</returns>
    public static int Run(StoreTransaction store, HubSetup setup, string grant, long epoch, long now)
    {
        var rows = store.Query($"""select {DueAction.Columns} from action where "grant" = @p0 and state = @p1 and epoch < @p2""", DueAction.Read, grant, ActionState.Sending, epoch);
        foreach (var row in rows)
        {
            var info = setup.Connection(row.Client, row.Connection)?.Grant.Connector.Info.Actions.FirstOrDefault(a => a.Verb == row.Verb);
            var (state, outcome, words) = info switch
            {
                null => (ActionState.Uncertain, ActionOutcome.Uncertain, Interrupted + " It may have happened: please look."),
                { Repeatable: true } => (ActionState.Due, ActionOutcome.Retry, Interrupted + " It goes again: doing it twice has its effect once."),
                _ => (ActionState.Due, ActionOutcome.Uncertain, Interrupted + " The tool is asked first whether it is there."),
            };
            store.Execute("update attempt set ended_at = @p1, outcome = @p2, reason = @p3 where action = @p0 and ended_at is null", row.Id, now, outcome, Interrupted);
            store.Execute("update action set state = @p1, due_at = min(due_at, @p2), result = @p3, updated_at = @p2 where id = @p0", row.Id, state, now, words);
        }

        return rows.Count;
    }
}
