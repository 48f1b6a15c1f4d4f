using IntegrationHub.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How each client is doing, for those who look after many.</summary>
public sealed class ClientsQuery(HubStore store, HomeQuery home, ContactsQuery contacts)
{
    /// <summary>Reads one client.</summary>
    public async Task<ClientRows> ReadAsync(string client, CancellationToken cancellationToken = default)
    {
        await using var db = store.Context();
        var broken = await db.ConnectionStates.Where(s => s.Client == client && s.State == "needs-you").Select(s => new { s.Connection, s.Reason }).ToListAsync(cancellationToken);
        return new ClientRows(
            client,
            await home.WaitingAsync(client, cancellationToken),
            await db.Alerts.CountAsync(a => a.Client == client && a.SolvedAt == null, cancellationToken),
            await HomeQuery.Unread(db, client).CountAsync(cancellationToken),
            broken.ConvertAll(b => (b.Connection, (string?)b.Reason)),
            await db.Stops.CountAsync(s => s.Client == client, cancellationToken),
            await contacts.StagesAsync(client, cancellationToken));
    }
}
