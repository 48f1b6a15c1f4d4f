using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Writes what we are about to change at vendors into the echo ledger, so that our own write is recognised when it comes back.</summary>
public static class EchoMarks
{
    /// <summary>How long a write is remembered: the longest retry of a vendor's webhook and one poll.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>Writes the marks of one action, in the job that claims it: before the call, never after.</summary>
    public static void Write(StoreTransaction store, string client, string connection, string actionKey, int hops, IEnumerable<WriteMark> marks, DateTimeOffset now)
    {
        foreach (var mark in marks)
        {
            store.Execute(
                """
                insert into echo (client, connection, object, field, value_hash, action, hops, "until") values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                on conflict (client, connection, object, field, value_hash) do update set action = excluded.action, hops = excluded.hops, "until" = excluded."until"
                """, client, connection, mark.Object, mark.Field, EchoLedger.Hash(mark.Value), actionKey, hops, (now + Memory).ToUnixTimeMilliseconds());
        }
    }
}
