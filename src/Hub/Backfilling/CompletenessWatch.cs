namespace IntegrationHub.Hub.Backfilling;

/// <summary>Has the days counted that have ended, and those again in which something was missing.</summary>
public sealed partial class CompletenessWatch(Completeness completeness, TimeProvider time, ILogger<CompletenessWatch> log) : BeatingService(Beat, time)
{
    // Each day is counted once an hour at most; the beat only decides how soon after its end.
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken) => completeness.CountAllAsync(stoppingToken);

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Error, Message = "Counting at the tools failed; it is tried again in ten minutes.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
