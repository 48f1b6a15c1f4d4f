using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The contacts of one client, the one heard of last first.</summary>
public sealed class ContactsQuery(HubStore store)
{
    /// <summary>Reads a page with everything a contact has; text is looked for in name and address.</summary>
    public async Task<Page<Contact>> ReadAsync(string client, string? text, string? stage, PageCursor after, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return Cut(await Rows(db, client, text, stage, after).Take(limit + 1).ToListAsync(cancellationToken), limit);
    }

    /// <summary>Reads a page without facts and log, which a list does not show.</summary>
    public async Task<Page<Contact>> ListAsync(string client, string? text, string? stage, PageCursor after, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return Cut(
            await Rows(db, client, text, stage, after).Take(limit + 1)
                .Select(c => new Contact { Id = c.Id, Client = c.Client, Name = c.Name, Email = c.Email, Stage = c.Stage, Cycle = c.Cycle, FirstAt = c.FirstAt, LastAt = c.LastAt })
                .ToListAsync(cancellationToken),
            limit);
    }

    /// <summary>How many stand in each stage; the empty key holds those without one.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StagesAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await Living(db, client).GroupBy(c => c.Stage ?? "").Select(g => new { g.Key, N = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.N, cancellationToken);
    }

    /// <summary>How many were heard of since a time.</summary>
    public async Task<int> HeardAsync(string client, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var from = since.ToUnixTimeMilliseconds();
        return await Living(db, client).CountAsync(c => c.LastAt >= from, cancellationToken);
    }

    private static Page<Contact> Cut(List<Contact> rows, int limit) => Page<Contact>.Cut(rows, limit, c => new PageCursor(c.LastAt, c.Id));

    private static IQueryable<Contact> Rows(HubDb db, string client, string? text, string? stage, PageCursor after)
    {
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

        return rows.OrderByDescending(c => c.LastAt).ThenByDescending(c => c.Id);
    }

    /// <summary>What contacts are called, by id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(string client, List<long> contacts, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await HomeQuery.NamesAsync(db, client, contacts, cancellationToken);
    }

    private static IQueryable<Contact> Living(HubDb db, string client) => db.Contacts.Where(c => c.Client == client && c.MergedInto == null && !c.Erased);
}
