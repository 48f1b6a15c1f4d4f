namespace IntegrationHub.Hub.Connecting;

/// <summary>Has every connection's webhook subscriptions looked at once an hour.</summary>
public sealed partial class SubscriptionWatch(SubscriptionAudit audit, TimeProvider time, ILogger<SubscriptionWatch> log) : BackgroundService
{
    // Often enough that a hub which was down looks soon; each connection is looked at once an hour.
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await audit.LookAtAllAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(log, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "Looking at the webhook subscriptions failed; it is tried again in five minutes.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
