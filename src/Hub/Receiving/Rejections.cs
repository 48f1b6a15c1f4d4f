using System.Collections.Concurrent;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Counts refused deliveries in memory and writes the counts every second, so that a flood of forgeries costs no disk write each.</summary>
public sealed partial class Rejections(HubStore store, TimeProvider time, ILogger<Rejections> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(string Client, string Connection, string Reason), long> _counts = new();
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Counts refused items.</summary>
    public void Add(string client, string connection, string reason, long n = 1) => _counts.AddOrUpdate((client, connection, reason), n, (_, old) => old + n);

    /// <summary>Writes what was counted since the last time; when it ends, everything that was counted before the call is written, also by a flush that was under way.</summary>
    public async Task FlushAsync()
    {
        await _one.WaitAsync();
        try
        {
            await WriteAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await FlushAsync();
        }
    }

    private async Task WriteAsync()
    {
        var taken = _counts.Keys.Select(k => (Key: k, N: _counts.TryRemove(k, out var n) ? n : 0)).Where(p => p.N > 0).ToList();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            var now = time.GetUtcNow();
            await store.Writer.Write(t =>
            {
                foreach (var ((client, connection, reason), n) in taken)
                {
                    DailyCounts.Add(t, client, connection, now, "rejected:" + reason, n);
                    DailyCounts.Add(t, client, connection, now, "received", n);
                }
            });
        }
        catch (Exception e)
        {
            LogFailed(log, e, taken.Count);
            taken.ForEach(p => Add(p.Key.Client, p.Key.Connection, p.Key.Reason, p.N));
        }
    }

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "{Count} counts of refused webhooks could not be written; they are tried again in a second.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int count);
}
