using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Backfilling;

/// <summary>Spans of a tool's past that are read again: asked for, stopped, gone on with. <see cref="BackfillReading"/> reads them.</summary>
public sealed class Backfills(HubStore store, HubIds ids, CurrentSetup current, TimeProvider time)
{
    /// <summary>Deed: a span was asked for.</summary>
    public const string Asked = "hub.backfill.asked";

    /// <summary>Deed: a span came to its end, or was stopped.</summary>
    public const string Ended = "hub.backfill.ended";

    /// <summary>The furthest back that can be asked for.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(20 * 366);

    /// <summary>What changed so shortly before the last regular read is left to the regular reading, so that rules still act on it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private const int Shown = 50;

    /// <summary>Told when there is something to read.</summary>
    public event Action? Waiting;

    /// <summary>Asks for a span. What is read is historical: no rule acts on it.</summary>
    /// <returns>The ids of the new readings, one for each stream; or why it cannot be.</returns>
    public async Task<(IReadOnlyList<long> Ids, string? Problem)> AskAsync(BackfillOrder order)
    {
        if (current.Value.Connection(order.Client, order.Connection) is not { } connection)
        {
            return ([], "This connection is not there.");
        }

        if (connection.Streams.IsEmpty)
        {
            return ([], $"{connection.Grant.Connector.Info.Name} is not asked for anything here: it calls. There is no past to read.");
        }

        if (order.Streams.FirstOrDefault(s => !connection.Streams.Contains(s)) is { } unknown)
        {
            return ([], $"“{unknown}” is no stream that is read here. There are: {string.Join(", ", connection.Streams.Order(StringComparer.Ordinal))}.");
        }

        var now = time.GetUtcNow();
        if (order.Since >= now || order.Since < now - Furthest)
        {
            return ([], "The span begins in the past, at most twenty years ago.");
        }

        var streams = order.Streams.Count > 0 ? order.Streams : [.. connection.Streams.Order(StringComparer.Ordinal)];
        var (made, busy) = await store.Writer.Write<(List<long>, string?)>(t =>
        {
            var running = t.Query("select stream from backfill where client=@p0 and connection=@p1 and state='running'", r => r.GetString(0), order.Client, order.Connection);
            if (streams.FirstOrDefault(running.Contains) is { } still)
            {
                return ([], still);
            }

            return (streams.Select(stream => Insert(t, connection, stream, order.Since.ToUnixTimeMilliseconds(), Until(t, connection, stream, now), true, order.By)).ToList(), null);
        });
        if (busy is not null)
        {
            return ([], $"The past of {busy} is being read already. Stop that first, or let it end.");
        }

        Waiting?.Invoke();
        return (made, null);
    }

    /// <summary>Reads a stream again from a moment on because something is missing there; within a job of the writer. What is found is news, and a rule's <c>maxAge</c> says whether it is too late for it; what lies before the connection was made stays history.</summary>
    /// <param name="t">The job.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="since">From when.</param>
    /// <returns>False when this stream's past is being read already.</returns>
    internal bool Repair(StoreTransaction t, ConnectionSetup connection, string stream, DateTimeOffset since)
    {
        if (t.Scalar<long>("select count(*) from backfill where client=@p0 and connection=@p1 and stream=@p2 and state='running'", connection.Client, connection.Id, stream) > 0)
        {
            return false;
        }

        var heard = t.Scalar<long?>("select min(received_at) from envelope where client=@p0 and connection=@p1", connection.Client, connection.Id);
        Insert(t, connection, stream, since.ToUnixTimeMilliseconds(), time.GetUtcNow().ToUnixTimeMilliseconds(), since.ToUnixTimeMilliseconds() < (heard ?? long.MaxValue), "the hub");
        return true;
    }

    /// <summary>Says that something was asked for by <see cref="Repair"/>, once that is stored.</summary>
    internal void Tell() => Waiting?.Invoke();

    /// <summary>The latest readings of a client, those under way first.</summary>
    public IReadOnlyList<BackfillRow> Of(string client)
    {
        using var reader = store.Read();
        return reader.Query($"{BackfillRows.Sql} where client=@p0 order by state='running' desc, id desc limit {Shown}", BackfillRows.Read, client);
    }

    /// <summary>A reading; null when the client has none of this id.</summary>
    public BackfillRow? One(string client, long id)
    {
        using var reader = store.Read();
        return reader.Query(BackfillRows.Sql + " where client=@p0 and id=@p1", BackfillRows.Read, client, id) is [var one] ? one : null;
    }

    /// <summary>Stops a reading. What was read stays, and its place is kept.</summary>
    /// <returns>False when it is not under way.</returns>
    public Task<bool> StopAsync(string client, long id, string by) => store.Writer.Write(t =>
    {
        if (t.Execute("update backfill set state='stopped', ended_at=@p2 where client=@p0 and id=@p1 and state='running'", client, id, Now()) == 0)
        {
            return false;
        }

        SayEnded(t, t.Query(BackfillRows.Sql + " where id=@p0", BackfillRows.Read, id)[0], by);
        return true;
    });

    /// <summary>Goes on with a stopped reading where it was.</summary>
    /// <returns>Null when it goes on; else why not.</returns>
    public async Task<string?> GoOnAsync(string client, long id)
    {
        var problem = await store.Writer.Write(t => t.Query(BackfillRows.Sql + " where client=@p0 and id=@p1", BackfillRows.Read, client, id) switch
        {
            [{ State: BackfillRow.Stopped } row] when t.Scalar<long>("select count(*) from backfill where client=@p0 and connection=@p1 and stream=@p2 and state='running'", client, row.Connection, row.Stream) > 0
                => $"The past of {row.Stream} is being read already.",
            [{ State: BackfillRow.Stopped }] => t.Execute("update backfill set state='running', ended_at=null, next_at=0, failure=null, failures=0 where id=@p0", id) == 1 ? null : "It is not there any more.",
            [{ State: BackfillRow.Done }] => "It came to its end already.",
            [_] => "It is under way.",
            _ => "There is no such reading.",
        });
        Waiting?.Invoke();
        return problem;
    }

    /// <summary>Journals the end of a reading, inside the job that ends it.</summary>
    internal void SayEnded(StoreTransaction t, BackfillRow row, string by) => Say(t, row.Client, Ended, row.Connection, row.Stream, row.Since, row.Id, new Dictionary<string, string>
    {
        ["outcome"] = row.State, ["records"] = row.Records.ToString(CultureInfo.InvariantCulture), ["added"] = row.Added.ToString(CultureInfo.InvariantCulture), ["by"] = by,
    });

    private long Insert(StoreTransaction t, ConnectionSetup connection, string stream, long since, long until, bool historical, string by)
    {
        var id = ids.Next();
        t.Execute(
            """
            insert into backfill (id,client,connection,stream,since,until,historical,"by",asked_at,state,cursor,records,added,first_at,last_at,next_at,failures,failure,ended_at)
            values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,'running',null,0,0,null,null,0,0,null,null)
            """, id, connection.Client, connection.Id, stream, since, Math.Max(since, until), historical, by, Now());
        Say(t, connection.Client, Asked, connection.Id, stream, since, id, new Dictionary<string, string> { ["by"] = by });
        return id;
    }

    private void Say(StoreTransaction t, string client, string deed, string connection, string stream, long since, long id, Dictionary<string, string> more) =>
        new DeedRows(ids, time).Insert(t, client, deed, id.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>(more)
        {
            ["connection"] = connection, ["tool"] = current.Value.Connection(client, connection)?.Grant.Connector.Info.Name ?? connection, ["stream"] = stream,
            ["since"] = DateTimeOffset.FromUnixTimeMilliseconds(since).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });

    // Up to where the regular reading has been. Beyond that a record read here first would be history, and no rule would act on it.
    private static long Until(StoreTransaction t, ConnectionSetup connection, string stream, DateTimeOffset now)
    {
        var read = t.Scalar<long?>("select max(read_at) from cursor where client=@p0 and connection=@p1 and stream=@p2 and first_done=1", connection.Client, connection.Id, stream);
        return (read is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) - Overlap : now).ToUnixTimeMilliseconds();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
