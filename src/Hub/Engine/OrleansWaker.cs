using System.Collections.Concurrent;
using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Engine;

/// <summary>
/// Passes hints on to grains. Hints that come before the silo is up, or faster than the pump takes them, fold into one a key; a lost one is healed by the heartbeat.
/// </summary>
public sealed partial class OrleansWaker(IServiceProvider services, TimeProvider time, ILogger<OrleansWaker> log) : BackgroundService, IWaker
{
    private readonly ConcurrentDictionary<(bool Lane, string Key), bool> _waiting = new();
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
                    if (_waiting.TryRemove(key, out _))
                    {
                        await WakeAsync(key.Lane, key.Key);
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

    private Task WakeAsync(bool lane, string key)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        return lane ? grains.GetGrain<ILaneGrain>(key).Wake() : grains.GetGrain<IGrantGrain>(key).Wake();
    }

    private void Add((bool, string) key)
    {
        if (_waiting.TryAdd(key, true) && _signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // somebody else released it in between: the pump is awake
            }
        }
    }

    [LoggerMessage(EventId = 1303, Level = LogLevel.Debug, Message = "A wake-up could not be passed on yet; the heartbeat repeats it.")]
    private static partial void LogNotYet(ILogger logger, Exception exception);
}
