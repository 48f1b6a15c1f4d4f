using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Engine;

/// <summary>Runs a lane's turns while there is work. A turn that fails is tried again at the next wake-up or heartbeat; nothing is retried here.</summary>
public sealed partial class LaneGrain(LaneProcessor processor, HubStore store, IntakeFirst intake, IWaker waker, TimeProvider time, ILogger<LaneGrain> log) : Grain, ILaneGrain, IDisposable
{
    // While webhooks stream in, a lane's turns stand at least so far apart, and so carry more with fewer statements; at other times and in a backlog nothing waits.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _stopping = new();
    private long _epoch;
    private long _ended;
    private bool _hasMore;

    /// <inheritdoc />
    public async Task Wake()
    {
        try
        {
            if (_epoch == 0)
            {
                var (lane, at) = (this.GetPrimaryKeyString(), time.GetUtcNow().ToUnixTimeMilliseconds());
                _epoch = await store.Writer.Write(t => LaneEpoch.Raise(t, lane, Environment.MachineName + ":" + Environment.ProcessId, at));
            }

            if (intake.IsStream && !_hasMore && _ended > 0 && Apart - time.GetElapsedTime(_ended) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, _stopping.Token);
            }

            LaneTurn turn;
            using (var place = await intake.TurnAsync(_stopping.Token))
            {
                turn = await processor.RunAsync(this.GetPrimaryKeyString(), _epoch, _stopping.Token, place.IsSmall ? IntakeFirst.SmallTurn : LaneBatch.EnvelopeLimit);
                place.Did(turn.Envelopes);
            }

            (_ended, _hasMore) = (time.GetTimestamp(), turn.More);
            if (turn.More)
            {
                waker.LaneHasWork(this.GetPrimaryKeyString()); // another turn, after the other lanes had theirs
            }
        }
        catch (LaneFencedException e)
        {
            LogFenced(log, e, this.GetPrimaryKeyString());
            DeactivateOnIdle();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // stopping: the rows stay open and the next start takes them
        }
        catch (Exception e)
        {
            LogFailed(log, e, this.GetPrimaryKeyString());
        }
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "Lane {Client} has a new owner; this one stops.")]
    private static partial void LogFenced(ILogger logger, Exception exception, string client);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "A turn of lane {Client} failed; its rows stay open and are tried again within seconds.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string client);
}
