using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What the first page of a client shows.</summary>
public sealed class HomeQuery(HubStore store)
{
    private const int Listed = 60; // equal ones become one line
    private const int Waiting = 50; // nobody decides more in one sitting; the numbers are counted apart

    /// <summary>Reads the rows of the period from <paramref name="since"/> to <paramref name="end"/>, and of what waits now.</summary>
    public async Task<HomeRows> ReadAsync(ClientSetup setup, DateTimeOffset since, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var client = setup.Id;
        var (from, to) = (since.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds());
        var horizon = now.AddDays(7).ToUnixTimeMilliseconds();
        var firstDay = DailyCounts.Day(now.AddDays(-6));
        var grants = setup.Connections.Select(c => c.Grant.Id).Distinct().ToList();

        var alerts = await db.Alerts.Where(a => a.Client == client && a.SolvedAt == null).OrderByDescending(a => a.RaisedAt).Take(Waiting).ToListAsync(cancellationToken);
        var approvals = await db.Approvals.Where(a => a.Client == client && a.State == (int)ApprovalState.Open).OrderBy(a => a.ExpiresAt ?? long.MaxValue).Take(Waiting).ToListAsync(cancellationToken);
        var doubts = await Uncertain(db, client).OrderBy(a => a.UpdatedAt).Take(Waiting).ToListAsync(cancellationToken);
        var runs = await db.Runs.Where(r => r.Client == client && r.EndedAt == null && r.DueAt != null && r.DueAt < horizon && (r.Rule == "hub.checkout" || !r.Rule.StartsWith("hub."))).OrderBy(r => r.DueAt).Take(Listed).ToListAsync(cancellationToken);
        var actions = await db.Actions.Where(a => grants.Contains(a.Grant) && a.State == (int)ActionState.Due && a.Client == client && a.DueAt < horizon).OrderBy(a => a.DueAt).Take(Listed).ToListAsync(cancellationToken);
        var people = alerts.Select(a => a.Contact).Concat(approvals.Select(a => a.Contact)).Concat(doubts.Select(a => a.Contact)).Concat(runs.Select(r => r.Contact))
            .Concat(actions.Select(a => a.Contact)).OfType<long>().Distinct().ToList();
        using var reader = store.Read();
        return new HomeRows(
            alerts, approvals, doubts,
            await Unread(db, client).CountAsync(cancellationToken),
            await db.Stops.Where(s => s.Client == client).ToListAsync(cancellationToken),
            await db.Actions.CountAsync(a => a.Client == client && a.State == (int)ActionState.Held, cancellationToken),
            await db.Events.CountAsync(e => e.Client == client && e.ReceivedAt >= from && e.ReceivedAt < to && !e.Historical, cancellationToken),
            MappingsQuery.ReadActions(reader, client, since, end),
            reader.Query(
                "select rule,verdict,count(*),count(distinct contact) from decision where client=@p0 and now>=@p1 and now<@p2 group by 1,2",
                r => new VerdictCount(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3)), client, from, to),
            runs, actions,
            await db.ConnectionStates.Where(s => s.Client == client && s.Connection != DeedEnvelope.Connection).ToListAsync(cancellationToken),
            await db.Counters.Where(c => c.Client == client && c.Day >= firstDay && (c.Kind == "received" || c.Kind == "duplicate")).ToListAsync(cancellationToken),
            await NamesAsync(db, client, people, cancellationToken), ShareLink.News(reader, client));
    }

    /// <summary>Things that wait for a person: the count on the Inbox.</summary>
    public async Task<int> WaitingAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await db.Approvals.CountAsync(a => a.Client == client && a.State == (int)ApprovalState.Open, cancellationToken) + await Uncertain(db, client).CountAsync(cancellationToken)
            + await db.SharedRules.CountAsync(s => s.Client == client && s.AnsweredAt != null && s.NotedAt == null, cancellationToken);
    }

    // The comparison that looks superfluous lets SQLite use the index of rows that stand aside.
    internal static IQueryable<ActionRow> Uncertain(HubDb db, string client) =>
        db.Actions.Where(a => a.Client == client && a.State > (int)ActionState.Done && a.State == (int)ActionState.Uncertain);

    internal static IQueryable<Envelope> Unread(HubDb db, string client) =>
        db.Envelopes.Where(e => e.Client == client && e.State > (int)EnvelopeState.Done && e.State == (int)EnvelopeState.Quarantined);

    internal static Task<Dictionary<long, string>> NamesAsync(HubDb db, string client, List<long> people, CancellationToken cancellationToken) =>
        db.Contacts.Where(c => c.Client == client && people.Contains(c.Id)).Select(c => new { c.Id, Name = c.Name ?? c.Email ?? "somebody without a name" })
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
}
