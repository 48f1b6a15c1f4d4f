using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Polling;

/// <summary>A stream of a connection and where we are in it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Info">The stream.</param>
/// <param name="Cursor">What the connector gave with the last page; null before the first.</param>
/// <param name="FirstDone">True once the first, historical run came to its end.</param>
/// <param name="NextAt">When it is due, unix ms; 0 when it was never read.</param>
internal sealed record StreamPlace(ConnectionSetup Connection, StreamInfo Info, string? Cursor, bool FirstDone, long NextAt)
{
    /// <summary>All streams of a grant that are to be polled, the longest due first.</summary>
    public static List<StreamPlace> Of(StoreReader store, HubSetup setup, string grant)
    {
        var places = new List<StreamPlace>();
        foreach (var connection in setup.Connections.Where(c => c.Grant.Id == grant))
        {
            var rows = store.Query("select stream, value, first_done, next_at from cursor where client = @p0 and connection = @p1",
                r => (Stream: r.GetString(0), Value: r.IsDBNull(1) ? null : r.GetString(1), FirstDone: r.GetBoolean(2), NextAt: r.GetInt64(3)), connection.Client, connection.Id);
            foreach (var info in connection.Grant.Connector.Info.Streams.Where(s => connection.Streams.Contains(s.Name)))
            {
                var row = rows.Find(r => r.Stream == info.Name);
                places.Add(new StreamPlace(connection, info, row.Value, row.FirstDone, row.NextAt));
            }
        }

        return [.. places.OrderBy(p => p.NextAt)];
    }
}
