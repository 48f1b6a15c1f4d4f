using System.Collections.Concurrent;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Asks for a poll of a connection whose webhooks may have been missed; at most one in 5 minutes.</summary>
public sealed partial class GapPolls(HubStore store, CurrentSetup setup, IWaker waker, TimeProvider time, ILogger<GapPolls> log)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string, string), DateTimeOffset> _last = new();

    /// <summary>Makes the connection's streams due now; returns at once.</summary>
    public void Request(string client, string connection)
    {
        var now = time.GetUtcNow();
        var last = _last.GetOrAdd((client, connection), DateTimeOffset.MinValue);
        if (now - last < Gap || !_last.TryUpdate((client, connection), now, last) || setup.Value.Connection(client, connection) is not { } found)
        {
            return;
        }

        _ = MakeDueAsync(client, connection, found.Grant.Id, now);
    }

    private async Task MakeDueAsync(string client, string connection, string grant, DateTimeOffset now)
    {
        try
        {
            await store.Writer.Write(t => t.Execute(
                "update cursor set next_at=@p2 where client=@p0 and connection=@p1 and next_at>@p2", client, connection, now.ToUnixTimeMilliseconds()));
            waker.GrantHasWork(grant);
        }
        catch (Exception e)
        {
            LogFailed(log, e, client, connection);
        }
    }

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "The gap poll of {Client}/{Connection} could not be requested; the regular poll fills the gap.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string client, string connection);
}
