using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The story of one contact.</summary>
public sealed class StoryQuery(HubStore store)
{
    /// <summary>Most entries of one kind that a story holds; the newest are kept.</summary>
    public const int Most = 500;

    /// <summary>Reads the story; null when the client has no such contact. A contact that went into another gives the story of the one that stayed.</summary>
    public async Task<Story?> ReadAsync(string client, long id, int most = Most, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Client == client && c.Id == id, cancellationToken);
        for (var joins = 0; contact?.MergedInto is { } kept && joins < 8; joins++)
        {
            contact = await db.Contacts.FirstOrDefaultAsync(c => c.Client == client && c.Id == kept, cancellationToken);
        }

        if (contact is null || contact.Erased)
        {
            return null;
        }

        var key = contact.Id;
        return new Story(
            contact,
            Facts(contact.Facts),
            await db.Events.Where(e => e.Client == client && e.Contact == key).OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(most).ToListAsync(cancellationToken),
            await db.Decisions.Where(d => d.Client == client && d.Contact == key).OrderByDescending(d => d.Now).ThenByDescending(d => d.Id).Take(most).ToListAsync(cancellationToken),
            await db.Actions.Where(a => a.Client == client && a.Contact == key).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(most).ToListAsync(cancellationToken),
            await db.Consents.Where(c => c.Client == client && c.Contact == key).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(most).ToListAsync(cancellationToken),
            await db.Identities.Where(i => i.Client == client && i.Contact == key).OrderBy(i => i.Kind).ThenBy(i => i.Scope).Take(most).ToListAsync(cancellationToken),
            await db.Runs.Where(r => r.Client == client && r.Contact == key && r.EndedAt == null).OrderBy(r => r.DueAt).Take(most).ToListAsync(cancellationToken),
            await TwinsAsync(db, client, key, cancellationToken));
    }

    // The alert's key names both: double:OLDER:YOUNGER. Few are open at a time.
    private static async Task<IReadOnlyList<Twin>> TwinsAsync(HubDb db, string client, long contact, CancellationToken cancellationToken)
    {
        var pairs = (await db.Alerts.Where(a => a.Client == client && a.Kind == "double" && a.SolvedAt == null).Select(a => new { a.Key, a.Text }).ToListAsync(cancellationToken))
            .Select(a => (Ids: a.Key.Split(':').Skip(1).Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList(), a.Text))
            .Where(a => a.Ids.Count == 2 && a.Ids.Contains(contact)).ToDictionary(a => a.Ids.Find(id => id != contact), a => a.Text);
        return pairs.Count == 0 ? [] : [.. (await db.Contacts.Where(c => c.Client == client && pairs.Keys.Contains(c.Id) && c.MergedInto == null && !c.Erased).OrderBy(c => c.Id).ToListAsync(cancellationToken))
            .Select(c => new Twin(c.Id, c.Name, c.Email, pairs[c.Id], c.FirstAt))];
    }

    private static ContactFacts Facts(string json) =>
        string.IsNullOrEmpty(json) ? ContactFacts.Empty : JsonSerializer.Deserialize<ContactFacts>(json, JourneyJson.Options) ?? ContactFacts.Empty;
}
