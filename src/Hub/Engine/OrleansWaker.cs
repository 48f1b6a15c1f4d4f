using System.Collections.Concurrent;
using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Engine;

/// <summary>
/// Passes hints on to grains. Hints that come before the silo is up, or faster than the pump takes them, fold into one a key; a lost one is healed by the heartbeat.
/// </summary>
public sealed partial class OrleansWaker(IServiceProvider services, TimeProvider time, ILogger<OrleansWaker> log) : BackgroundService, IWaker
{
    private readonly ConcurrentDictionary<(bool Lane, string Key), bool> _waiting = new();
    private readonly ConcurrentDictionary<(bool Lane, string Key), bool> _running = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <inheritdoc />
    public void LaneHasWork(string client) => Add((true, client));

    /// <inheritdoc />
    public void GrantHasWork(string grant) => Add((false, grant));

    /// <inheritdoc />
    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(stoppingToken);
                foreach (var key in _waiting.Keys)
                {
                    if (_running.TryAdd(key, true))
                    {
                        _waiting.TryRemove(key, out _);
                        _ = WakeAsync(key, stoppingToken);
                    }
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotYet(log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    // One wake-up a key at a time: hints that come while its turn runs fold into one more turn, instead of piling up in the grain's mailbox.
    private async Task WakeAsync((bool Lane, string Key) key, CancellationToken stopping)
    {
        try
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            await (key.Lane ? grains.GetGrain<ILaneGrain>(key.Key).Wake() : grains.GetGrain<IGrantGrain>(key.Key).Wake());
        }
        catch (Exception e)
        {
            LogNotYet(log, e);
        }
        finally
        {
            _running.TryRemove(key, out _);
            if (_waiting.ContainsKey(key) && !stopping.IsCancellationRequested)
            {
                Signal();
            }
        }
    }

    private void Add((bool, string) key)
    {
        if (_waiting.TryAdd(key, true))
        {
            Signal();
        }
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // somebody else released it in between: the pump is awake
            }
            catch (ObjectDisposedException)
            {
                // the hub has ended; what waits is in the store, and the next start finds it
            }
        }
    }

    [LoggerMessage(EventId = 1303, Level = LogLevel.Debug, Message = "A wake-up could not be passed on yet; the heartbeat repeats it.")]
    private static partial void LogNotYet(ILogger logger, Exception exception);
}
