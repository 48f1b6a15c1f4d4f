using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Health, streams and counts of a client's connections.</summary>
public sealed class ConnectionsQuery(HubStore store)
{
    /// <summary>Reads the last <paramref name="days"/> UTC days, today included.</summary>
    public async Task<ConnectionRows> ReadAsync(string client, DateTimeOffset now, int days, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var (counters, envelopes) = Counts(client, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - days));
        var states = await db.ConnectionStates.Where(s => s.Client == client && s.Connection != DeedEnvelope.Connection).ToListAsync(cancellationToken);
        var broken = states.Where(s => s.State == "needs-you").Select(s => s.Connection).ToList();
        int due = (int)ActionState.Due, held = (int)ActionState.Held;
        return new ConnectionRows(
            states,
            await db.Cursors.Where(c => c.Client == client).OrderBy(c => c.Connection).ThenBy(c => c.Stream).ToListAsync(cancellationToken),
            counters,
            envelopes,
            broken.Count == 0 ? new Dictionary<string, long>() : await db.Actions.Where(a => a.Client == client && broken.Contains(a.Connection) && (a.State == due || a.State == held))
                .GroupBy(a => a.Connection).Select(g => new { g.Key, N = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken));
    }

    // One statement sees one moment: read apart, a message that arrives between the two would look like one too many.
    private (List<Counter> Counters, List<EnvelopeCount> Envelopes) Counts(string client, DateTimeOffset first)
    {
        using var reader = store.Read();
        var rows = reader.Query(
            """
            select connection,day,kind,-1,n from counter where client=@p0 and day>=@p1
            union all
            select connection,cast(strftime('%Y%m%d',received_at/1000,'unixepoch') as integer),'',state,count(*) from envelope where client=@p0 and received_at>=@p2 group by 1,2,4
            """,
            r => (Connection: r.GetString(0), Day: r.GetInt32(1), Kind: r.GetString(2), State: r.GetInt32(3), N: r.GetInt64(4)),
            client, DailyCounts.Day(first), first.ToUnixTimeMilliseconds());
        return (
            rows.Where(r => r.State < 0).Select(r => new Counter { Client = client, Connection = r.Connection, Day = r.Day, Kind = r.Kind, N = r.N }).ToList(),
            rows.Where(r => r.State >= 0).Select(r => new EnvelopeCount(r.Connection, r.Day, r.State, r.N)).ToList());
    }
}
