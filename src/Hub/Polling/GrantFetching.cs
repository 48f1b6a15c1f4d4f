using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Polling;

/// <summary>
/// Reads the objects that pointers named, many in one call. What is found comes back as an envelope with the pointer's cause; what is gone as well, for "gone" is news.
/// The envelope and the end of the wish commit together.
/// </summary>
public sealed partial class GrantFetching(
    HubStore store, HubIds ids, CurrentSetup current, VendorSessions sessions, RefusedConnections refused, IWaker waker, TimeProvider time, ILogger<GrantFetching> log) : IGrantWork
{
    /// <summary>Most objects in one call.</summary>
    public const int IdsACall = 100;

    /// <summary>How long a wish waits for others to share its call.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Tries before a wish is given up and shown.</summary>
    public const int MostTries = 8;

    private const int RoundLimit = 1000;
    private const int Due = 0;
    private const int Done = 1;
    private const int Failed = 2;

    /// <summary>A wish that failed so often is asked for alone, so that one bad id cannot spoil the others.</summary>
    private const int AloneAfter = 2;
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(2);
    private static readonly TimeSpan RefusedWait = TimeSpan.FromMinutes(15);

    /// <summary>Reads what is due.</summary>
    /// <returns>When it wants to be called again; null when nothing is wished.</returns>
    public async Task<TimeSpan?> RunAsync(string grant, CancellationToken cancellationToken)
    {
        var setup = current.Value;
        List<DueFetch> due;
        using (var reader = store.Read())
        {
            due = reader.Query($"""select {DueFetch.Columns} from fetch where "grant" = @p0 and state = 0 and due_at <= @p1 order by due_at, id limit {RoundLimit}""", DueFetch.Read, grant, Now());
        }

        TimeSpan? soonest = null;
        foreach (var group in due.GroupBy(f => (f.Client, f.Connection, f.Kind, f.Historical)))
        {
            var wishes = group.ToList();
            var waited = TimeSpan.FromMilliseconds(Now() - wishes.Min(f => f.DueAt));
            if (wishes.Count < IdsACall && waited < LongestWait)
            {
                soonest = Sooner(soonest, LongestWait - waited);
                continue;
            }

            foreach (var call in wishes.Where(f => f.Attempts < AloneAfter).Chunk(IdsACall).Concat(wishes.Where(f => f.Attempts >= AloneAfter).Select(f => new[] { f })))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return TimeSpan.Zero;
                }

                await Call(setup.Connection(group.Key.Client, group.Key.Connection), call, cancellationToken);
            }
        }

        return Next(grant, soonest);
    }

    private async Task Call(ConnectionSetup? connection, DueFetch[] wishes, CancellationToken cancellationToken)
    {
        if (connection is null || refused.Contains(connection))
        {
            await Postpone(wishes, connection is null ? "The connection is no longer set up." : "The login is not accepted: the connection must be mended first.");
            return;
        }

        VendorResult<IReadOnlyList<FetchedRecord>> answer;
        try
        {
            answer = await connection.Grant.Connector.FetchAsync(sessions.For(connection, CallPriority.Fetch), wishes[0].Kind, [.. wishes.Select(f => f.ObjectId)], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // still due
        }
        catch (Exception e)
        {
            LogConnectorThrew(log, e, connection.Client, connection.Id, wishes[0].Kind);
            answer = new VendorFailure(FailureKind.Transient, $"The connector failed: {e.GetType().Name}.");
        }

        if (answer.Failure is { Kind: FailureKind.Unauthorised } refusal)
        {
            refused.Add(connection);
            await store.Writer.Write(t => ConnectionStates.SetNeedsYou(t, ids, connection, refusal.Kind, refusal.Message, Now()), CancellationToken.None);
            await Postpone(wishes, refusal.Message);
            return;
        }

        await store.Writer.Write(t => Write(t, connection, wishes, answer), CancellationToken.None);
        if (answer.Failure is null)
        {
            waker.LaneHasWork(connection.Client);
        }
    }

    private void Write(StoreTransaction store, ConnectionSetup connection, DueFetch[] wishes, VendorResult<IReadOnlyList<FetchedRecord>> answer)
    {
        var now = Now();
        var records = (answer.Value ?? []).GroupBy(r => r.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var batch = new EnvelopeBatch(ids, connection, EnvelopeSource.Fetch, now);
        foreach (var wish in wishes)
        {
            if (!records.TryGetValue(wish.ObjectId, out var record))
            {
                Retry(store, wish, answer.Failure ?? new VendorFailure(FailureKind.Transient, "The answer says nothing about this object."), now);
                continue;
            }

            var topic = (record.Bytes is null ? "gone:" : "fetch:") + wish.Kind;
            var bytes = record.Bytes ?? JsonSerializer.SerializeToUtf8Bytes(new { id = wish.ObjectId });
            batch.Add(topic, $"{topic}|{wish.ObjectId}", bytes, record.VendorAt, wish.Historical, wish.Envelope);

            // A newer pointer to the same object replaced the envelope while we read: what we read may be older than it, so the wish stays open.
            store.Execute("update fetch set state = @p1, attempts = attempts + 1, note = null where id = @p0 and envelope = @p2", wish.Id, Done, wish.Envelope);
        }

        batch.Write(store);
    }

    private static void Retry(StoreTransaction store, DueFetch wish, VendorFailure failure, long now)
    {
        var tries = wish.Attempts + 1;
        var next = now + (long)Backoff.After(FirstBackoff, LongestBackoff, tries, failure.RetryAfter).TotalMilliseconds;
        var note = tries < MostTries ? failure.Message : FormattableString.Invariant($"Gave up after {tries} tries. Last answer: {failure.Message}");
        store.Execute("update fetch set attempts = @p1, state = @p2, due_at = @p3, note = @p4 where id = @p0 and state = 0", wish.Id, tries, tries < MostTries ? Due : Failed, next, note);
    }

    // Nothing was asked, so nothing counts as a try.
    private Task Postpone(DueFetch[] wishes, string note) => store.Writer.Write(t =>
    {
        foreach (var wish in wishes)
        {
            t.Execute("update fetch set due_at = @p1, note = @p2 where id = @p0 and state = 0", wish.Id, Now() + (long)RefusedWait.TotalMilliseconds, note);
        }
    }, CancellationToken.None);

    private TimeSpan? Next(string grant, TimeSpan? soonest)
    {
        using var reader = store.Read();
        var later = reader.Scalar<long?>("""select min(due_at) from fetch where "grant" = @p0 and state = 0 and due_at > @p1""", grant, Now());
        if (later is { } at)
        {
            soonest = Sooner(soonest, TimeSpan.FromMilliseconds(at - Now()));
        }

        // What was left over this turn (more than a round, or a newer pointer to the same object) is due already.
        var left = reader.Scalar<long?>("""select min(due_at) from fetch where "grant" = @p0 and state = 0 and due_at <= @p1""", grant, Now() - (long)LongestWait.TotalMilliseconds);
        return left is null ? soonest : TimeSpan.Zero;
    }

    private static TimeSpan Sooner(TimeSpan? a, TimeSpan b) => a is { } one && one < b ? one : b;

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "The connector of {Client}/{Connection} threw while reading objects of kind {Kind}.")]
    private static partial void LogConnectorThrew(ILogger logger, Exception exception, string client, string connection, string kind);
}
