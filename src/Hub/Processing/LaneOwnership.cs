using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>Makes this process the owner of a lane by raising its epoch; an earlier owner's late writes are refused from then on.</summary>
public sealed class LaneOwnership(HubStore store, TimeProvider time)
{
    /// <summary>Takes a lane; gives the new epoch.</summary>
    public Task<long> TakeAsync(string client, string owner) => store.Writer.Write(t => t.Scalar<long>(
        "insert into lane(client,epoch,owner,since) values (@p0,1,@p1,@p2) " +
        "on conflict(client) do update set epoch=epoch+1, owner=excluded.owner, since=excluded.since returning epoch",
        client, owner, time.GetUtcNow().ToUnixTimeMilliseconds()));
}
