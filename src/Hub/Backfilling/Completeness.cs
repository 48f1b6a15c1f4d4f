using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Backfilling;

/// <summary>
/// Asks each tool how many records it has of each of the last days, compares that with the journal, and has a stream read again from the first day that lacks something. More in the journal than at
/// the tool is no gap: what was deleted there stays history here.
/// </summary>
public sealed class Completeness(HubStore store, CurrentSetup current, VendorSessions sessions, RefusedConnections refused, Backfills backfills, TimeProvider time)
{
    /// <summary>Days that are counted, yesterday first.</summary>
    public const int Days = 14;

    private const int DaysCountedAgain = 3;
    private const string Sql = "select client,connection,stream,day,theirs,ours,first_missing,repairs,counted_at from completeness where client=@p0";

    /// <summary>How often a stream is read again for one day.</summary>
    public const int MostRepairs = 3;

    // Webhooks are repeated for hours and streams are read every quarter of an hour: a day that ended just now is not yet told.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(50);

    /// <summary>The counts of a client, the oldest day first.</summary>
    public IReadOnlyList<CompletenessRow> Of(string client)
    {
        using var reader = store.Read();
        return reader.Query(Sql + " order by connection,stream,day", Row, client);
    }

    /// <summary>Counts what is due of every connection.</summary>
    public async Task CountAllAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in current.Value.Connections)
        {
            foreach (var stream in connection.Grant.Connector.Info.Streams.Where(s => s.Born is not null && connection.Streams.Contains(s.Name)))
            {
                if (!refused.Contains(connection))
                {
                    await CountAsync(connection, stream, cancellationToken);
                }
            }
        }

        var oldest = DailyCounts.Day(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-2 * Days));
        await store.Writer.Write(t => t.Execute("delete from completeness where day < @p0", oldest), cancellationToken);
    }

    private async Task CountAsync(ConnectionSetup connection, StreamInfo stream, CancellationToken cancellationToken)
    {
        var (local, now) = (new LocalTime(connection.Info.TimeZone), time.GetUtcNow());
        var today = DateOnly.FromDateTime(local.Of(now));
        foreach (var day in Enumerable.Range(1, Days).Select(n => today.AddDays(-n)).Reverse())
        {
            var (from, to) = (local.At(day, TimeOnly.MinValue), local.At(day.AddDays(1), TimeOnly.MinValue));
            if (!IsDue(connection, stream.Name, day, today, to, now))
            {
                continue;
            }

            var count = await connection.Grant.Connector.CountAsync(sessions.For(connection, CallPriority.Backfill), stream.Name, from, to, cancellationToken);
            if (count.Failure is not null)
            {
                return; // the connection's own reading says what is wrong with it; the day stays uncounted
            }

            await Keep(connection, stream, day, from, to, count.Value);
        }
    }

    private async Task Keep(ConnectionSetup connection, StreamInfo stream, DateOnly day, DateTimeOffset from, DateTimeOffset to, long theirs)
    {
        long ours;
        using (var reader = store.Read())
        {
            ours = reader.Scalar<long>(
                "select count(*) from event where client=@p0 and received_at>=@p3 and connection=@p1 and name=@p2 and occurred_at>=@p3 and occurred_at<@p4",
                connection.Client, connection.Id, stream.Born, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        }

        var missing = Math.Max(0, theirs - ours);
        var asked = await store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into completeness (client,connection,stream,day,theirs,ours,first_missing,repairs,counted_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,0,@p7)
                on conflict (client,connection,stream,day) do update set theirs=excluded.theirs, ours=excluded.ours, first_missing=max(first_missing,excluded.first_missing), counted_at=excluded.counted_at
                """, connection.Client, connection.Id, stream.Name, DailyCounts.Day(day), theirs, ours, missing, time.GetUtcNow().ToUnixTimeMilliseconds());
            return missing > 0
                && t.Scalar<long>("select repairs from completeness where client=@p0 and connection=@p1 and stream=@p2 and day=@p3", connection.Client, connection.Id, stream.Name, DailyCounts.Day(day)) < MostRepairs
                && backfills.Repair(t, connection, stream.Name, from)
                && t.Execute("update completeness set repairs=repairs+1 where client=@p0 and connection=@p1 and stream=@p2 and day=@p3", connection.Client, connection.Id, stream.Name, DailyCounts.Day(day)) > 0;
        });
        if (asked)
        {
            backfills.Tell();
        }
    }

    // A day is counted once it has ended and everything of it that came was looked at; while something is missing, and in the first days, again.
    private bool IsDue(ConnectionSetup connection, string stream, DateOnly day, DateOnly today, DateTimeOffset end, DateTimeOffset now)
    {
        if (now < end + Settled)
        {
            return false;
        }

        using var reader = store.Read();
        var (client, at) = (connection.Client, end.ToUnixTimeMilliseconds());
        if (reader.Scalar<long>("select count(*) from cursor where client=@p0 and connection=@p1 and stream=@p2 and first_done=1 and read_at>=@p3", client, connection.Id, stream, at) == 0
            || reader.Scalar<long>("select count(*) from backfill where client=@p0 and connection=@p1 and stream=@p2 and state='running'", client, connection.Id, stream) > 0
            || reader.Scalar<long>("select count(*) from (select 1 from envelope where client=@p0 and state=0 and connection=@p1 and received_at<@p2 limit 1)", client, connection.Id, (now - Again).ToUnixTimeMilliseconds()) > 0)
        {
            return false;
        }

        var counted = reader.Query(Sql + " and connection=@p1 and stream=@p2 and day=@p3", Row, client, connection.Id, stream, DailyCounts.Day(day));
        return counted is not [var row]
            || (row.Missing > 0 && now.ToUnixTimeMilliseconds() - row.CountedAt > (row.Repairs < MostRepairs ? Again : TimeSpan.FromDays(1)).TotalMilliseconds)
            || (day >= today.AddDays(-DaysCountedAgain) && now.ToUnixTimeMilliseconds() - row.CountedAt > TimeSpan.FromHours(23).TotalMilliseconds);
    }

    private static CompletenessRow Row(Microsoft.Data.Sqlite.SqliteDataReader r) => new()
    {
        Client = r.GetString(0), Connection = r.GetString(1), Stream = r.GetString(2), Day = r.GetInt32(3), Theirs = r.GetInt64(4), Ours = r.GetInt64(5), FirstMissing = r.GetInt64(6), Repairs = r.GetInt32(7),
        CountedAt = r.GetInt64(8),
    };
}
