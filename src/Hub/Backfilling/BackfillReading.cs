using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Backfilling;

/// <summary>
/// Reads spans of the past, apart from the grant's other work so that nothing waits behind history. A page's envelopes and the mark after it commit together: after a crash the page is read again
/// and its records are known.
/// </summary>
public sealed partial class BackfillReading(
    HubStore store, HubIds ids, CurrentSetup current, VendorSessions sessions, RefusedConnections refused, Backfills backfills, IWaker waker, TimeProvider time, ILogger<BackfillReading> log) : BackgroundService
{
    /// <summary>Logins whose history is read at the same time.</summary>
    public const int AtOnce = 5;

    /// <summary>Pages of one span before the login's next span has its turn.</summary>
    public const int PagesATurn = 5;

    private const int PageSize = 100;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);
    private readonly SemaphoreSlim _asked = new(0, 1);

    /// <summary>One turn of everything that is due.</summary>
    /// <returns>How long to rest; zero when there is more now.</returns>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        var setup = current.Value;
        var due = Running().Where(r => r.NextAt <= Now()).ToLookup(r => setup.Connection(r.Client, r.Connection) is { } c && c.Streams.Contains(r.Stream) ? c.Grant.Id : null);
        foreach (var orphan in due[null])
        {
            await GiveUp(orphan);
        }

        await Parallel.ForEachAsync(due.Where(g => g.Key is not null), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (grant, stop) =>
        {
            foreach (var row in grant)
            {
                await Read(row, setup.Connection(row.Client, row.Connection)!, stop);
            }
        });
        var open = Running();
        return open.Count == 0 ? LongestRest : TimeSpan.FromMilliseconds(Math.Clamp(open.Min(r => r.NextAt) - Now(), 0, (long)LongestRest.TotalMilliseconds));
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        backfills.Waiting -= Wake;
        base.Dispose();
        _asked.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        backfills.Waiting += Wake;
        Task? asked = null; // one wait for all rounds: one that is left behind would take the next call for itself
        try
        {
            while (true)
            {
                var rest = LongestRest;
                try
                {
                    rest = await RunAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(log, e);
                }

                if (rest > TimeSpan.Zero)
                {
                    asked ??= _asked.WaitAsync(stoppingToken);
                    await Task.WhenAny(Task.Delay(rest, time, stoppingToken), asked);
                    stoppingToken.ThrowIfCancellationRequested();
                    asked = asked.IsCompleted ? null : asked;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops; every span goes on from its mark
        }
    }

    private async Task Read(BackfillRow row, ConnectionSetup connection, CancellationToken cancellationToken)
    {
        var session = sessions.For(connection, CallPriority.Backfill);
        for (var page = 1; page <= PagesATurn && !refused.Contains(connection); page++)
        {
            var answer = await StreamReading.PageAsync(connection, session, new PollRequest(row.Stream, row.Cursor, DateTimeOffset.FromUnixTimeMilliseconds(row.Since), PageSize), log, cancellationToken);
            if (answer.Failure is { } failure)
            {
                await Fail(row, connection, failure);
                return;
            }

            if (await Commit(row, connection, answer.Value!) is not { State: BackfillRow.Running } next)
            {
                return;
            }

            row = next;
        }

        if (refused.Contains(connection))
        {
            await store.Writer.Write(t => t.Execute("update backfill set next_at=@p1 where id=@p0", row.Id, Now() + (long)LongestWait.TotalMilliseconds), cancellationToken);
        }
    }

    // The row as it stands afterwards; null when somebody took it away.
    private async Task<BackfillRow?> Commit(BackfillRow row, ConnectionSetup connection, PollPage page)
    {
        var inside = page.Records.Where(r => r.VendorAt is not { } at || at.ToUnixTimeMilliseconds() < row.Until || !row.Historical).ToList();
        var (after, added) = await store.Writer.Write(t =>
        {
            var batch = new EnvelopeBatch(ids, connection, EnvelopeSource.Poll, Now());
            foreach (var record in inside)
            {
                batch.Add("stream:" + row.Stream, row.Stream + "|" + record.Id, record.Bytes, record.VendorAt, row.Historical);
            }

            var written = batch.Write(t);
            t.Execute(
                """
                update backfill set cursor=@p1, records=records+@p2, added=added+@p3, first_at=coalesce(first_at,@p4), last_at=coalesce(@p5,last_at), next_at=0, failures=0, failure=null,
                  state=case when @p6 and state='running' then 'done' else state end, ended_at=case when @p6 and state='running' then @p7 else ended_at end where id=@p0
                """, row.Id, page.Cursor, inside.Count, written, At(page.Records, 0), At(page.Records, page.Records.Count - 1), !page.HasMore, Now());
            var after = t.Query(BackfillRows.Sql + " where id=@p0", BackfillRows.Read, row.Id) is [var one] ? one : null;
            if (after is { State: BackfillRow.Done })
            {
                backfills.SayEnded(t, after, after.By);
            }

            return (after, written);
        });
        if (added > 0 || after is { State: BackfillRow.Done })
        {
            waker.LaneHasWork(row.Client);
        }

        return after;
    }

    private Task Fail(BackfillRow row, ConnectionSetup connection, VendorFailure failure)
    {
        var needsPerson = failure.Kind is FailureKind.Unauthorised or FailureKind.Misconfigured;
        if (failure.Kind is FailureKind.Unauthorised)
        {
            refused.Add(connection);
        }

        var wait = needsPerson ? LongestWait : Backoff.After(FirstWait, LongestWait, row.Failures + 1, failure.RetryAfter);
        return store.Writer.Write(t =>
        {
            t.Execute("update backfill set failures=failures+1, failure=@p1, next_at=@p2 where id=@p0", row.Id, failure.Message, Now() + (long)wait.TotalMilliseconds);
            if (failure.Kind is FailureKind.Unauthorised)
            {
                ConnectionStates.SetNeedsYou(t, ids, connection, failure.Kind, failure.Message, Now());
            }
        });
    }

    private Task GiveUp(BackfillRow row) => store.Writer.Write(t =>
    {
        t.Execute("update backfill set state='stopped', ended_at=@p1, failure='The connection, or this stream of it, is not set up any more.' where id=@p0", row.Id, Now());
        backfills.SayEnded(t, t.Query(BackfillRows.Sql + " where id=@p0", BackfillRows.Read, row.Id)[0], "the hub");
    });

    private List<BackfillRow> Running()
    {
        using var reader = store.Read();
        return reader.Query(BackfillRows.Sql + " where state='running' order by id", BackfillRows.Read);
    }

    private void Wake()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // it is awake already
        }
    }

    private static long? At(IReadOnlyList<PolledRecord> records, int place) => records.Count == 0 ? null : records[place].VendorAt?.ToUnixTimeMilliseconds();

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(EventId = 4005, Level = LogLevel.Error, Message = "Reading the past failed; it is tried again within half a minute.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
