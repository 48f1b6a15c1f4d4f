using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Polling;

/// <summary>Reads the due streams of a grant. A page's envelopes and the new cursor commit together: after a crash the page is read again and its records are known.</summary>
public sealed class GrantPolling(
    HubStore store, HubIds ids, CurrentSetup current, VendorSessions sessions, RefusedConnections refused, IWaker waker, TimeProvider time, ILogger<GrantPolling> log) : IGrantWork
{
    /// <summary>Most pages of one stream in a turn; a long history lets the other streams have their turns.</summary>
    public const int PagesATurn = 10;

    /// <summary>How far back the first run of a stream reads. Older history is the backfill's.</summary>
    public static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(400);

    private const int PageSize = 100;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan MisconfiguredWait = TimeSpan.FromHours(6);
    private readonly ConcurrentDictionary<(string Client, string Connection, string Stream), int> _failures = new();
    private readonly ConcurrentDictionary<string, GrantSetup?> _seen = new(StringComparer.Ordinal);

    /// <summary>Reads what is due.</summary>
    /// <returns>When it wants to be called again; zero when a stream has more now, null when the grant has no streams.</returns>
    public async Task<TimeSpan?> RunAsync(string grant, CancellationToken cancellationToken)
    {
        var setup = current.Value;
        await Renew(grant, setup, cancellationToken);
        foreach (var place in Places(setup, grant).Where(p => p.NextAt <= Now() && !refused.Contains(p.Connection)))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            await Read(place, cancellationToken);
        }

        var open = Places(setup, grant).Where(p => !refused.Contains(p.Connection)).ToList();
        return open.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, open.Min(p => p.NextAt) - Now()));
    }

    // A new setup may hold what was missing: streams that wait for a person are asked again at once.
    private async Task Renew(string grant, HubSetup setup, CancellationToken cancellationToken)
    {
        var inForce = setup.Grants.GetValueOrDefault(grant);
        if (_seen.TryGetValue(grant, out var seen) && ReferenceEquals(seen, inForce))
        {
            return;
        }

        var connections = setup.Connections.Where(c => c.Grant.Id == grant).ToList();
        await store.Writer.Write(t =>
        {
            foreach (var connection in connections)
            {
                t.Execute("update cursor set next_at = @p2 where client = @p0 and connection = @p1 and failure is not null", connection.Client, connection.Id, Now());
            }
        }, cancellationToken);
        _seen[grant] = inForce;
    }

    private async Task Read(StreamPlace place, CancellationToken cancellationToken)
    {
        var (connection, info) = (place.Connection, place.Info);
        var session = sessions.For(connection, place.FirstDone ? CallPriority.Poll : CallPriority.Backfill);
        var cursor = place.Cursor;
        for (var page = 1; page <= PagesATurn && !cancellationToken.IsCancellationRequested; page++)
        {
            VendorResult<PollPage> answer;
            try
            {
                answer = await StreamReading.PageAsync(connection, session, new PollRequest(info.Name, cursor, time.GetUtcNow() - FirstLookBack, PageSize), log, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return; // shutdown is no failure
            }

            if (answer.Failure is { } failure)
            {
                await Fail(place, failure);
                return;
            }

            await Commit(place, answer.Value!);
            if (!answer.Value!.HasMore)
            {
                return;
            }

            cursor = answer.Value.Cursor;
        }
    }

    private async Task Commit(StreamPlace place, PollPage page)
    {
        var (connection, info, now) = (place.Connection, place.Info, Now());
        var next = page.HasMore ? now : now + (long)info.Interval.TotalMilliseconds;
        var added = await store.Writer.Write(t =>
        {
            var batch = new EnvelopeBatch(ids, connection, EnvelopeSource.Poll, now);
            foreach (var record in page.Records)
            {
                batch.Add("stream:" + info.Name, info.Name + "|" + record.Id, record.Bytes, record.VendorAt, !place.FirstDone);
            }

            var written = batch.Write(t);
            t.Execute(
                """
                insert into cursor (client, connection, stream, value, first_done, read_at, next_at, records, failure) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, null)
                on conflict (client, connection, stream) do update set value = excluded.value, first_done = max(first_done, excluded.first_done),
                  read_at = coalesce(excluded.read_at, read_at), next_at = excluded.next_at, records = records + excluded.records, failure = null
                """, connection.Client, connection.Id, info.Name, page.Cursor, !page.HasMore, page.HasMore ? null : now, next, page.Records.Count);
            ConnectionStates.Polled(t, connection.Client, connection.Id, now);
            return written;
        });
        _failures.TryRemove((connection.Client, connection.Id, info.Name), out _);
        if (added > 0)
        {
            waker.LaneHasWork(connection.Client);
        }
    }

    private async Task Fail(StreamPlace place, VendorFailure failure)
    {
        var (connection, now) = (place.Connection, Now());
        var failures = _failures.AddOrUpdate((connection.Client, connection.Id, place.Info.Name), 1, (_, n) => n + 1);
        var needsPerson = failure.Kind is FailureKind.Unauthorised or FailureKind.Misconfigured;
        var wait = needsPerson ? MisconfiguredWait : Backoff.After(FirstWait, LongestWait, failures, failure.RetryAfter);
        if (failure.Kind is FailureKind.Unauthorised)
        {
            refused.Add(connection);
        }

        await store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into cursor (client, connection, stream, value, first_done, read_at, next_at, records, failure) values (@p0, @p1, @p2, null, 0, null, @p3, 0, @p4)
                on conflict (client, connection, stream) do update set next_at = excluded.next_at, failure = excluded.failure
                """, connection.Client, connection.Id, place.Info.Name, now + (long)wait.TotalMilliseconds, failure.Message);
            if (needsPerson)
            {
                ConnectionStates.SetNeedsYou(t, ids, connection, failure.Kind, failure.Message, now);
            }
        });
    }

    private List<StreamPlace> Places(HubSetup setup, string grant)
    {
        using var reader = store.Read();
        return StreamPlace.Of(reader, setup, grant);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
