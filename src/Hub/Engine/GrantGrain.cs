using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Engine;

/// <summary>Works for one grant while there is work: fetches first a customer waits for, then deliveries, then polls. Wakes itself when something is due later.</summary>
public sealed partial class GrantGrain(IEnumerable<IGrantWork> works, IntakeFirst intake, TimeProvider time, ILogger<GrantGrain> log) : Grain, IGrantGrain, IDisposable
{
    // While webhooks stream in, turns stand at least so far apart: a vendor's batch call then carries more.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _stopping = new();
    private IGrainTimer? _later;
    private long _ended;

    /// <inheritdoc />
    public async Task Wake()
    {
        if (intake.IsStream && _ended > 0 && Apart - time.GetElapsedTime(_ended) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, CancellationToken.None);
        }

        TimeSpan? next = null;
        foreach (var work in works)
        {
            try
            {
                var wish = await work.RunAsync(this.GetPrimaryKeyString(), _stopping.Token);
                next = wish is { } w && (next is null || w < next) ? w : next;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return; // stopping: what was not sent is due again at the next start
            }
            catch (Exception e)
            {
                LogFailed(log, e, work.GetType().Name, this.GetPrimaryKeyString());
            }
        }

        _ended = time.GetTimestamp();
        _later?.Dispose();
        _later = next is { } wait ? this.RegisterGrainTimer(Wake, wait < Soonest ? Soonest : wait, Timeout.InfiniteTimeSpan) : null;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    [LoggerMessage(EventId = 1305, Level = LogLevel.Error, Message = "{Work} failed for grant {Grant}; it is tried again at the next wake-up.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string work, string grant);
}
