using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Polling;

/// <summary>Asks all streams of a connection now, because something may have been missed: a webhook that came too late to be believed, a subscription that was gone.</summary>
public sealed class GapPolls(HubStore store, CurrentSetup current, IWaker waker, TimeProvider time)
{
    /// <summary>A connection is asked at most this often: a flood of stale calls must not become a flood of polls.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Client, string Connection), DateTimeOffset> _last = new();

    /// <summary>Makes the connection's streams due.</summary>
    /// <returns>False when it was asked less than <see cref="Every"/> ago or the connection is not there.</returns>
    public async Task<bool> RequestAsync(string client, string connection, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (current.Value.Connection(client, connection) is not { } setup)
        {
            return false;
        }

        var before = _last.GetOrAdd((client, connection), DateTimeOffset.MinValue);
        if (now - before < Every || !_last.TryUpdate((client, connection), now, before))
        {
            return false;
        }

        await store.Writer.Write(t => t.Execute("update cursor set next_at = @p2 where client = @p0 and connection = @p1 and next_at > @p2", client, connection, now.ToUnixTimeMilliseconds()), cancellationToken);
        waker.GrantHasWork(setup.Grant.Id);
        return true;
    }
}
