using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>From one row of the log to its whole chain: envelope, event, decisions, actions, attempts.</summary>
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
        long? eventId = null;
        switch (kind)
        {
            case LogKind.Envelope:
                envelopes = await db.Envelopes.Where(e => e.Client == client && e.Id == id).ToListAsync(cancellationToken);
                eventId = await db.Evidence.Where(e => e.Client == client && e.Envelope == id).Select(e => (long?)e.Event).FirstOrDefaultAsync(cancellationToken);
                break;
            case LogKind.Event:
                eventId = id;
                break;
            case LogKind.Decision:
                decisions = await db.Decisions.Where(d => d.Client == client && d.Id == id).ToListAsync(cancellationToken);
                eventId = decisions.FirstOrDefault()?.Event;
                break;
            default:
                actions = await db.Actions.Where(a => a.Client == client && a.Id == id).ToListAsync(cancellationToken);
                eventId = actions.FirstOrDefault()?.Event;
                break;
        }

        Event? happened = null;
        if (eventId is { } known)
        {
            happened = await db.Events.FirstOrDefaultAsync(e => e.Client == client && e.Id == known, cancellationToken);
        }

        if (happened is not null)
        {
            var shown = await db.Evidence.Where(e => e.Client == client && e.Event == happened.Id).Select(e => e.Envelope).Take(Most).ToListAsync(cancellationToken);
            envelopes = await db.Envelopes.Where(e => e.Client == client && shown.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
            decisions = await db.Decisions.Where(d => d.Client == client && d.Event == happened.Id).OrderBy(d => d.Now).ThenBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
            actions = await db.Actions.Where(a => a.Client == client && a.Event == happened.Id).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        }

        var ids = actions.ConvertAll(a => a.Id);
        var attempts = await db.Attempts.Where(a => a.Client == client && ids.Contains(a.Action)).OrderBy(a => a.Action).ThenBy(a => a.N).Take(Most).ToListAsync(cancellationToken);
        var contact = happened?.Contact ?? decisions.FirstOrDefault()?.Contact ?? actions.FirstOrDefault()?.Contact;
        var person = contact is null ? null : await db.Contacts.FirstOrDefaultAsync(c => c.Client == client && c.Id == contact, cancellationToken);
        return new Chain(envelopes, happened, person, decisions, actions, attempts);
    }
}
