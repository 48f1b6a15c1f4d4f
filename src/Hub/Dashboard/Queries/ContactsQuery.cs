using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The contacts of one client, the one heard of last first.</summary>
public sealed class ContactsQuery(HubStore store)
{
    /// <summary>Reads a page; text is looked for in name and address.</summary>
    public async Task<Page<Contact>> ReadAsync(string client, string? text, string? stage, PageCursor after, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var rows = Living(db, client).Where(c => c.LastAt < after.At || (c.LastAt == after.At && c.Id < after.Id));
        if (!string.IsNullOrWhiteSpace(text))
        {
            var like = "%" + LogQuery.Escape(text.Trim()) + "%";
            rows = rows.Where(c => EF.Functions.Like(c.Name!, like, "\\") || EF.Functions.Like(c.Email!, like, "\\"));
        }

        if (!string.IsNullOrEmpty(stage))
        {
            rows = rows.Where(c => c.Stage == (stage == "none" ? null : stage));
        }

        var page = await rows.OrderByDescending(c => c.LastAt).ThenByDescending(c => c.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return Page<Contact>.Cut(page, limit, c => new PageCursor(c.LastAt, c.Id));
    }

    /// <summary>How many stand in each stage; the empty key holds those without one.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StagesAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await Living(db, client).GroupBy(c => c.Stage ?? "").Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken);
    }

    private static IQueryable<Contact> Living(HubDb db, string client) => db.Contacts.Where(c => c.Client == client && c.MergedInto == null && !c.Erased);
}
