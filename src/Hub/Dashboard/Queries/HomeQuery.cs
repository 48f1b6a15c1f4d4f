using IntegrationHub.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What the first page of a client shows.</summary>
public sealed class HomeQuery(HubStore store)
{
    private const int Listed = 8;

    /// <summary>Reads the rows; <paramref name="since"/> is the beginning of yesterday in the client's zone.</summary>
    public async Task<HomeRows> ReadAsync(string client, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var from = since.ToUnixTimeMilliseconds();
        var horizon = now.AddDays(7).ToUnixTimeMilliseconds();
        var firstDay = DailyCounts.Day(now.AddDays(-6));
        int due = (int)ActionState.Due, held = (int)ActionState.Held, uncertain = (int)ActionState.Uncertain, open = (int)ApprovalState.Open, unread = (int)EnvelopeState.Quarantined;

        var alerts = await db.Alerts.Where(a => a.Client == client && a.SolvedAt == null).OrderByDescending(a => a.RaisedAt).Take(50).ToListAsync(cancellationToken);
        var approvals = await db.Approvals.Where(a => a.Client == client && a.State == open).OrderBy(a => a.ExpiresAt ?? long.MaxValue).Take(50).ToListAsync(cancellationToken);
        var doubts = await db.Actions.Where(a => a.Client == client && a.State == uncertain).OrderBy(a => a.UpdatedAt).Take(50).ToListAsync(cancellationToken);
        var runs = await db.Runs.Where(r => r.Client == client && r.EndedAt == null && r.DueAt != null && r.DueAt < horizon).OrderBy(r => r.DueAt).Take(Listed).ToListAsync(cancellationToken);
        var actions = await db.Actions.Where(a => a.Client == client && a.State == due && a.DueAt < horizon).OrderBy(a => a.DueAt).Take(Listed).ToListAsync(cancellationToken);
        var done = await db.Actions.Where(a => a.Client == client && a.UpdatedAt >= from)
            .GroupBy(a => new { a.Rule, a.Name, a.State })
            .Select(g => new DoneCount(g.Key.Rule, g.Key.Name, g.Key.State, g.Count(), g.Select(a => a.Contact).Distinct().Count())).ToListAsync(cancellationToken);
        var week = await db.Counters.Where(c => c.Client == client && c.Day >= firstDay && c.Kind == "received")
            .GroupBy(c => c.Connection).Select(g => new { g.Key, N = g.Sum(c => c.N) }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken);
        var people = alerts.Select(a => a.Contact).Concat(approvals.Select(a => a.Contact)).Concat(doubts.Select(a => a.Contact)).Concat(runs.Select(r => r.Contact))
            .Concat(actions.Select(a => a.Contact)).OfType<long>().Distinct().ToList();

        return new HomeRows(
            alerts, approvals, doubts,
            await db.Envelopes.CountAsync(e => e.Client == client && e.State == unread, cancellationToken),
            await db.Stops.Where(s => s.Client == client).ToListAsync(cancellationToken),
            await db.Actions.CountAsync(a => a.Client == client && a.State == held, cancellationToken),
            await db.Events.CountAsync(e => e.Client == client && e.ReceivedAt >= from && !e.Historical, cancellationToken),
            done, runs, actions,
            await db.ConnectionStates.Where(s => s.Client == client).ToListAsync(cancellationToken),
            week,
            await NamesAsync(db, client, people, cancellationToken));
    }

    /// <summary>Things that wait for a person: the count on the Inbox.</summary>
    public async Task<int> WaitingAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        int uncertain = (int)ActionState.Uncertain, open = (int)ApprovalState.Open;
        return await db.Approvals.CountAsync(a => a.Client == client && a.State == open, cancellationToken)
            + await db.Actions.CountAsync(a => a.Client == client && a.State == uncertain, cancellationToken);
    }

    internal static Task<Dictionary<long, string>> NamesAsync(HubDb db, string client, List<long> people, CancellationToken cancellationToken) =>
        db.Contacts.Where(c => c.Client == client && people.Contains(c.Id)).Select(c => new { c.Id, Name = c.Name ?? c.Email ?? "somebody without a name" })
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
}
