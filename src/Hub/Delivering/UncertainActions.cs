using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Actions that may have happened: a person looks in the tool and says what is so.</summary>
public sealed class UncertainActions(HubStore store, IWaker waker, TimeProvider time)
{
    /// <summary>Resolves one.</summary>
    /// <param name="client">Client id; an action of another client is not found.</param>
    /// <param name="action">Row id of the action.</param>
    /// <param name="there">True: the effect is there, nothing more to do. False: it is not, do it now.</param>
    /// <param name="by">Who looked.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    /// <returns>False when there is no such uncertain action (any more).</returns>
    public async Task<bool> ResolveAsync(string client, long action, bool there, string by, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var grant = await store.Writer.Write(t => there
            ? t.Scalar<string>("""update action set state = @p2, result = @p3, updated_at = @p4 where client = @p0 and id = @p1 and state = @p5 returning "grant" """,
                client, action, ActionState.Done, $"It is there, says {by}.", now, ActionState.Uncertain)

            // Tries start anew: with the first one the connector writes without asking, for a person has asked already.
            : t.Scalar<string>("""update action set state = @p2, result = @p3, updated_at = @p4, due_at = @p4, attempts = 0 where client = @p0 and id = @p1 and state = @p5 returning "grant" """,
                client, action, ActionState.Due, $"Not there, says {by}: goes again.", now, ActionState.Uncertain), cancellationToken);
        if (grant is not null && !there)
        {
            waker.GrantHasWork(grant);
        }

        return grant is not null;
    }
}
