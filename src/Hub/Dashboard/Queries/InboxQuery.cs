using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Approvals and uncertain actions of a client.</summary>
public sealed class InboxQuery(HubStore store)
{
    private const int Most = 200;

    /// <summary>Reads what waits.</summary>
    public async Task<InboxRows> ReadAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var approvals = await db.Approvals.Where(a => a.Client == client && a.State == (int)ApprovalState.Open).OrderBy(a => a.ExpiresAt ?? long.MaxValue).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        var actions = await HomeQuery.Uncertain(db, client).OrderBy(a => a.UpdatedAt).Take(Most).ToListAsync(cancellationToken);
        var ids = actions.ConvertAll(a => a.Id);
        var people = approvals.Select(a => a.Contact).Concat(actions.Select(a => a.Contact)).OfType<long>().Distinct().ToList();
        var runs = approvals.ConvertAll(a => a.Run);
        var asked = await db.Runs.Where(r => r.Client == client && runs.Contains(r.Id)).Select(r => new { r.Id, r.Data }).ToListAsync(cancellationToken);
        var subjects = approvals.Where(a => a.Contact is null).Select(a => a.Subject).Distinct().ToList();
        var causes = await db.Events.Where(e => e.Client == client && e.Contact == null && subjects.Contains(e.Subject)).OrderByDescending(e => e.OccurredAt).Take(Most).ToListAsync(cancellationToken);
        using var reader = store.Read();
        return new InboxRows(
            approvals, actions,
            await db.Attempts.Where(a => a.Client == client && ids.Contains(a.Action)).OrderBy(a => a.Action).ThenBy(a => a.N).Take(10 * Most).ToListAsync(cancellationToken),
            await HomeQuery.NamesAsync(db, client, people, cancellationToken),
            causes.GroupBy(e => e.Subject, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal),
            asked.ToDictionary(r => r.Id, r => AskedOf(r.Data), StringComparer.Ordinal), ShareLink.News(reader, client));
    }

    /// <summary>True when the client has an action of this id, whatever its state.</summary>
    public async Task<bool> HasActionAsync(string client, long id, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await db.Actions.AnyAsync(a => a.Client == client && a.Id == id, cancellationToken);
    }

    /// <summary>One approval; null when the client has none of this id.</summary>
    public async Task<Approval?> ApprovalAsync(string client, long id, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        return await db.Approvals.FirstOrDefaultAsync(a => a.Client == client && a.Id == id, cancellationToken);
    }

    private static ImmutableSortedDictionary<string, Value> AskedOf(string run)
    {
        try
        {
            return JsonSerializer.Deserialize<Run>(run, JourneyJson.Options)?.Asked ?? ImmutableSortedDictionary<string, Value>.Empty;
        }
        catch (JsonException)
        {
            return ImmutableSortedDictionary<string, Value>.Empty;
        }
    }
}
