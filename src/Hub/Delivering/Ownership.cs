using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// The fence of a grant's outgoing work: a row in <c>lane</c> named <c>grant:ID</c> whose epoch each new owner raises. An owner that was paused and comes back finds a
/// greater epoch and writes nothing.
/// </summary>
internal static class Ownership
{
    /// <summary>Takes the grant; gives the epoch that this owner writes with.</summary>
    public static long Take(StoreTransaction store, string grant, string owner, long now) => store.Scalar<long>(
        """
        insert into lane (client, epoch, owner, since) values (@p0, 1, @p1, @p2)
        on conflict (client) do update set epoch = epoch + 1, owner = excluded.owner, since = excluded.since returning epoch
        """, Name(grant), owner, now);

    /// <summary>Throws when the grant has another owner by now.</summary>
    public static void Check(StoreTransaction store, string grant, long epoch)
    {
        var current = store.Scalar<long>("select epoch from lane where client = @p0", Name(grant));
        if (current != epoch)
        {
            throw new OwnershipLostException($"Grant {grant} has another owner (epoch {current}, ours was {epoch}).");
        }
    }

    private static string Name(string grant) => "grant:" + grant;
}
