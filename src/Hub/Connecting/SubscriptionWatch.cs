
namespace IntegrationHub.Hub.Connecting;

/// <summary>Has every connection's webhook subscriptions looked at once an hour.</summary>
public sealed partial class SubscriptionWatch(SubscriptionAudit audit, TimeProvider time, ILogger<SubscriptionWatch> log) : BeatingService(Beat, time)
{
    // Often enough that a hub which was down looks soon; each connection is looked at once an hour.
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken) => audit.LookAtAllAsync(stoppingToken);

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(EventId = 5006, Level = LogLevel.Error, Message = "Looking at the webhook subscriptions failed; it is tried again in five minutes.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
