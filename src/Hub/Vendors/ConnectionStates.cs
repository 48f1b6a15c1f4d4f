using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Vendors;

/// <summary>Writes <c>connection_state</c>, always inside a writer's job, beside the rows that gave the reason.</summary>
public static class ConnectionStates
{
    /// <summary>All is well.</summary>
    public const string Fine = "fine";

    /// <summary>Works, but late or with failures.</summary>
    public const string Slow = "slow";

    /// <summary>Technically fine, but nothing came for much longer than usual.</summary>
    public const string Quiet = "quiet";

    /// <summary>A person must mend it.</summary>
    public const string NeedsYou = "needs-you";

    /// <summary>Stopped by a person, or ended by the vendor (app uninstalled).</summary>
    public const string Off = "off";

    /// <summary>Writes a state; its beginning is kept while the state stays the same.</summary>
    public static void Set(StoreTransaction store, string client, string connection, string state, string? reason, long now) => store.Execute(
        """
        insert into connection_state (client, connection, state, reason, since) values (@p0, @p1, @p2, @p3, @p4)
        on conflict (client, connection) do update set since = case when state = excluded.state then since else excluded.since end, state = excluded.state, reason = excluded.reason
        """, client, connection, state, reason, now);

    /// <summary>A person must mend the connection: state and one open alert.</summary>
    /// <param name="store">The job's transaction.</param>
    /// <param name="ids">Row ids.</param>
    /// <param name="connection">Connection.</param>
    /// <param name="kind">What kind of refusal; null where only the vendor's words are known.</param>
    /// <param name="words">What the vendor said.</param>
    /// <param name="now">Unix ms.</param>
    public static void SetNeedsYou(StoreTransaction store, HubIds ids, ConnectionSetup connection, FailureKind? kind, string words, long now)
    {
        var tool = connection.Grant.Connector.Info.Name;
        var reason = kind is FailureKind.Unauthorised
            ? $"{tool} no longer accepts our key. Somebody there may have revoked it or left. Put a new key in its place (login '{connection.Grant.Id}') and nothing is lost. It said: {words}"
            : $"{tool} answers, but refuses what is set up here ({connection.Thing}). It said: {words}";
        Set(store, connection.Client, connection.Id, NeedsYou, reason, now);
        store.Execute(
            """
            insert into alert (id, client, "key", kind, text, rule, "to", contact, due_at, raised_at, solved_at)
            values (@p0, @p1, @p2, 'connection', @p3, null, null, null, null, @p4, null) on conflict (client, "key") where solved_at is null do nothing
            """, ids.Next(), connection.Client, AlertKey(connection.Id), reason, now);
    }

    /// <summary>A read of a stream came to its end. Ends "needs you" when no stream of the connection fails any more.</summary>
    public static void Polled(StoreTransaction store, string client, string connection, long now)
    {
        Touch(store, client, connection, now);
        store.Execute("update connection_state set last_poll_at = @p2 where client = @p0 and connection = @p1", client, connection, now);
        Mend(store, client, connection, now);
    }

    /// <summary>The vendor carried out something for us.</summary>
    public static void Delivered(StoreTransaction store, string client, string connection, long now)
    {
        Touch(store, client, connection, now);
        store.Execute("update connection_state set last_delivery_at = @p2 where client = @p0 and connection = @p1", client, connection, now);
        Mend(store, client, connection, now);
    }

    private static string AlertKey(string connection) => "connection:" + connection;

    private static void Touch(StoreTransaction store, string client, string connection, long now) => store.Execute(
        "insert into connection_state (client, connection, state, reason, since) values (@p0, @p1, @p2, null, @p3) on conflict (client, connection) do nothing",
        client, connection, Fine, now);

    // Held actions go back to due with it; the claim holds again those that a stop still covers.
    private static void Mend(StoreTransaction store, string client, string connection, long now)
    {
        var mended = store.Execute(
            """
            update connection_state set state = @p2, reason = null, since = @p3 where client = @p0 and connection = @p1 and state in (@p4, @p5)
            and not exists (select 1 from cursor c where c.client = @p0 and c.connection = @p1 and c.failure is not null)
            and not exists (select 1 from stop s where s.client = @p0 and (s.scope = 'client' or (s.scope = 'connection' and s.target = @p1)))
            """, client, connection, Fine, now, NeedsYou, Off);
        if (mended == 0)
        {
            return;
        }

        store.Execute("update action set state = @p2, updated_at = @p3 where client = @p0 and connection = @p1 and state = @p4", client, connection, ActionState.Due, now, ActionState.Held);
        store.Execute("""update alert set solved_at = @p2 where client = @p0 and "key" = @p1 and solved_at is null""", client, AlertKey(connection), now);
    }
}
