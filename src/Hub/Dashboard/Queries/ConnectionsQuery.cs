using IntegrationHub.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Health, streams and counts of a client's connections.</summary>
public sealed class ConnectionsQuery(HubStore store)
{
    /// <summary>Reads the last <paramref name="days"/> UTC days, today included.</summary>
    public async Task<ConnectionRows> ReadAsync(string client, DateTimeOffset now, int days, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var first = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - days);
        var firstDay = DailyCounts.Day(first);
        using var reader = store.Read();
        var envelopes = reader.Query(
            "select connection, cast(strftime('%Y%m%d', received_at / 1000, 'unixepoch') as integer) day, state, count(*) from envelope where client=@p0 and received_at>=@p1 group by 1,2,3",
            r => new EnvelopeCount(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt64(3)), client, first.ToUnixTimeMilliseconds());
        var states = await db.ConnectionStates.Where(s => s.Client == client).ToListAsync(cancellationToken);
        var broken = states.Where(s => s.State == "needs-you").Select(s => s.Connection).ToList();
        int due = (int)ActionState.Due, held = (int)ActionState.Held;
        return new ConnectionRows(
            states,
            await db.Cursors.Where(c => c.Client == client).OrderBy(c => c.Connection).ThenBy(c => c.Stream).ToListAsync(cancellationToken),
            await db.Counters.Where(c => c.Client == client && c.Day >= firstDay).ToListAsync(cancellationToken),
            envelopes,
            broken.Count == 0 ? new Dictionary<string, long>() : await db.Actions.Where(a => a.Client == client && broken.Contains(a.Connection) && (a.State == due || a.State == held))
                .GroupBy(a => a.Connection).Select(g => new { g.Key, N = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken));
    }
}
