namespace IntegrationHub.Hub.Storage;

/// <summary>
/// The fence of ordered work, a client's lane or a grant's outgoing calls: a row in <c>lane</c> whose epoch each new owner raises. An owner that was paused and comes back finds a
/// greater epoch and writes nothing.
/// </summary>
public static class LaneEpoch
{
    /// <summary>The name of a grant's outgoing work; a client's lane is named by the client. Client ids hold no colon.</summary>
    public static string OfGrant(string grant) => "grant:" + grant;

    /// <summary>Takes a lane; gives the epoch that this owner writes with.</summary>
    public static long Raise(StoreTransaction store, string lane, string owner, long now) => store.Scalar<long>(
        """
        insert into lane (client, epoch, owner, since) values (@p0, 1, @p1, @p2)
        on conflict (client) do update set epoch = epoch + 1, owner = excluded.owner, since = excluded.since returning epoch
        """, lane, owner, now);

    /// <summary>True while nobody took the lane after the owner of this epoch.</summary>
    public static bool Holds(StoreTransaction store, string lane, long epoch) => store.Scalar<long>("select epoch from lane where client = @p0", lane) == epoch;
}
