using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>From one row of the log to its whole chain: envelope, event, decisions, actions, attempts. What a run did after a wait belongs to the event that began it.</summary>
public sealed class ChainQuery(HubStore store)
{
    private const int Most = 200; // links of one kind; a pane is read by a person

    /// <summary>Reads the chain that a row belongs to; an empty one when the client has no such row.</summary>
    public async Task<Chain> ReadAsync(string client, LogKind kind, long id, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        List<Envelope> envelopes = [];
        List<Decision> decisions = [];
        List<ActionRow> actions = [];
        Event? happened = null;
        switch (kind)
        {
            case LogKind.Envelope:
                envelopes = await db.Envelopes.Where(e => e.Client == client && e.Id == id).ToListAsync(cancellationToken);
                var shown = await db.Evidence.Where(e => e.Client == client && e.Envelope == id).Select(e => (long?)e.Event).FirstOrDefaultAsync(cancellationToken);
                happened = await EventAsync(db, client, shown, cancellationToken);
                break;
            case LogKind.Event:
                happened = await EventAsync(db, client, id, cancellationToken);
                break;
            case LogKind.Decision:
                decisions = await db.Decisions.Where(d => d.Client == client && d.Id == id).ToListAsync(cancellationToken);
                happened = decisions is [var decided] ? await EventAsync(db, client, decided.Event, cancellationToken) ?? await BeginningAsync(db, client, RunOf(client, decided.Rule, decided.RunKey), cancellationToken) : null;
                break;
            default:
                actions = await db.Actions.Where(a => a.Client == client && a.Id == id).ToListAsync(cancellationToken);
                happened = actions is [var wished] ? await EventAsync(db, client, wished.Event, cancellationToken) ?? await BeginningAsync(db, client, wished.Run, cancellationToken) : null;
                break;
        }

        if (happened is not null)
        {
            var shown = await db.Evidence.Where(e => e.Client == client && e.Event == happened.Id).Select(e => e.Envelope).Take(Most).ToListAsync(cancellationToken);
            envelopes = await db.Envelopes.Where(e => e.Client == client && shown.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
            decisions = await DecisionsAsync(db, client, happened, cancellationToken);
            actions = await ActionsAsync(db, client, happened, decisions, cancellationToken);
        }

        var ids = actions.ConvertAll(a => a.Id);
        var attempts = await db.Attempts.Where(a => a.Client == client && ids.Contains(a.Action)).OrderBy(a => a.Action).ThenBy(a => a.N).Take(Most).ToListAsync(cancellationToken);
        var contact = happened?.Contact ?? decisions.FirstOrDefault()?.Contact ?? actions.FirstOrDefault()?.Contact;
        var person = contact is null ? null : await db.Contacts.FirstOrDefaultAsync(c => c.Client == client && c.Id == contact, cancellationToken);
        return new Chain(envelopes, happened, person, decisions, actions, attempts);
    }

    private static async Task<Event?> EventAsync(HubDb db, string client, long? id, CancellationToken cancellationToken) =>
        id is null ? null : await db.Events.FirstOrDefaultAsync(e => e.Client == client && e.Id == id, cancellationToken);

    // A timer has no event of its own: the run remembers the one it began with.
    private static async Task<Event?> BeginningAsync(HubDb db, string client, string? run, CancellationToken cancellationToken)
    {
        var data = run is null ? null : await db.Runs.Where(r => r.Client == client && r.Id == run).Select(r => r.Data).FirstOrDefaultAsync(cancellationToken);
        if (string.IsNullOrEmpty(data))
        {
            return null;
        }

        using var json = JsonDocument.Parse(data);
        var key = json.RootElement.TryGetProperty("trigger", out var trigger) && trigger.TryGetProperty("naturalKey", out var natural) ? natural.GetString() : null;
        return key is null ? null : await db.Events.FirstOrDefaultAsync(e => e.Client == client && e.NaturalKey == key, cancellationToken);
    }

    private string? RunOf(string client, string rule, string runKey)
    {
        using var reader = store.Read();
        var prefix = $"{rule}|{runKey}|";
        return reader.Scalar<string>("select id from run where client=@p0 and id>=@p1 and id<@p2 order by id desc limit 1", client, prefix, prefix + "\uffff");
    }

    private static async Task<List<Decision>> DecisionsAsync(HubDb db, string client, Event happened, CancellationToken cancellationToken)
    {
        var at = await db.Decisions.Where(d => d.Client == client && d.Event == happened.Id).OrderBy(d => d.Now).ThenBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        if (happened.Contact is not { } contact || at.Count == 0)
        {
            return at;
        }

        var (from, runs) = (at[0].Now, at.Select(d => (d.Rule, d.RunKey)).ToHashSet());
        var later = await db.Decisions.Where(d => d.Client == client && d.Contact == contact && d.Now >= from && d.Event == null).OrderBy(d => d.Now).ThenBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        return [.. at, .. later.Where(d => runs.Contains((d.Rule, d.RunKey)))];
    }

    private static async Task<List<ActionRow>> ActionsAsync(HubDb db, string client, Event happened, List<Decision> decisions, CancellationToken cancellationToken)
    {
        var at = await db.Actions.Where(a => a.Client == client && a.Event == happened.Id).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        if (happened.Contact is not { } contact || decisions.All(d => d.Event is not null))
        {
            return at;
        }

        var runs = decisions.Where(d => d.Event is null).Select(d => $"{d.Rule}|{d.RunKey}|").Distinct(StringComparer.Ordinal).ToList();
        var later = await db.Actions.Where(a => a.Client == client && a.Contact == contact && a.Event == null && a.CreatedAt >= happened.ReceivedAt).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        return [.. at, .. later.Where(a => runs.Any(r => a.Run.StartsWith(r, StringComparison.Ordinal)))];
    }
}
