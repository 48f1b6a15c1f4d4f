using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Engine;

/// <summary>Every 5 seconds asks the store, by its indexes only, which lanes and grants have work, and wakes them: a lost hint costs at most that long.</summary>
public sealed partial class Heartbeat(HubStore store, CurrentSetup setup, Looking looking, IWaker waker, TimeProvider time, ILogger<Heartbeat> log) : BeatingService(Beat, time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>One beat.</summary>
    public void BeatOnce()
    {
        var now = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var reader = store.Read();
        foreach (var client in reader.Query(
            "select distinct client from envelope where state=0 union select distinct client from run where ended_at is null and due_at is not null and due_at<=@p0 " +
            "union select distinct client from already where state=0 and due_at is not null and due_at<=@p0 union select distinct client from approval where state in (1,2)",
            r => r.GetString(0), now))
        {
            waker.LaneHasWork(client);
        }

        foreach (var client in setup.Value.Clients.Keys.Where(looking.IsOpen))
        {
            waker.LaneHasWork(client);
        }

        foreach (var grant in reader.Query(
            "select distinct \"grant\" from action where state=0 and due_at<=@p0 union select distinct \"grant\" from fetch where state=0 and due_at<=@p0",
            r => r.GetString(0), now))
        {
            waker.GrantHasWork(grant);
        }

        foreach (var (client, connection) in reader.Query("select client,connection from cursor where next_at<=@p0", r => (r.GetString(0), r.GetString(1)), now))
        {
            if (setup.Value.Connection(client, connection) is { } found)
            {
                waker.GrantHasWork(found.Grant.Id);
            }
        }
    }

    /// <inheritdoc />
    protected override bool AtOnce => true;

    /// <inheritdoc />
    protected override void Begin()
    {
        foreach (var grant in setup.Value.Grants.Keys)
        {
            waker.GrantHasWork(grant); // streams that were never read have no cursor yet
        }
    }

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken)
    {
        BeatOnce();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Error, Message = "The heartbeat could not read the store; it tries again in 5 seconds.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
