using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Polling;

/// <summary>Says how each connection is doing, from what the store holds, and writes it where it changed. "Needs you" is set where it happens and ends with the first success.</summary>
public sealed class ConnectionHealth(HubStore store, CurrentSetup current, TimeProvider time)
{
    /// <summary>A stream is late when its last full read is this many intervals ago.</summary>
    public const int LateIntervals = 3;

    /// <summary>Actions that were tried and wait longer than this make a connection slow.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);

    /// <summary>Silence is told when it lasts ten times as long as the usual gap, and at least this long.</summary>
    public static readonly TimeSpan ShortestSilence = TimeSpan.FromHours(6);

    private const int UsualDays = 14;
    private const string StoppedBy = "Stopped by ";

    /// <summary>Looks at every connection.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<(ConnectionSetup Connection, string State, string? Reason)>();
        using (var reader = store.Read())
        {
            foreach (var connection in current.Value.Connections)
            {
                if (Judge(reader, connection, time.GetUtcNow()) is { } verdict)
                {
                    found.Add((connection, verdict.State, verdict.Reason));
                }
            }
        }

        if (found.Count > 0)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await store.Writer.Write(t => found.ForEach(f => ConnectionStates.Set(t, f.Connection.Client, f.Connection.Id, f.State, f.Reason, now)), cancellationToken);
        }
    }

    // Null when the stored state stays as it is.
    private static (string State, string? Reason)? Judge(StoreReader store, ConnectionSetup connection, DateTimeOffset now)
    {
        var (client, id) = (connection.Client, connection.Id);
        var stored = store.Query("select state, reason from connection_state where client = @p0 and connection = @p1", r => (State: r.GetString(0), Reason: r.IsDBNull(1) ? null : r.GetString(1)), client, id)
            .Select(s => ((string, string?)?)s).FirstOrDefault();
        var stopped = Stopped(store, client, id);
        var endsBySuccess = stored is { Item1: ConnectionStates.NeedsYou } || (stored is { Item1: ConnectionStates.Off } off && off.Item2?.StartsWith(StoppedBy, StringComparison.Ordinal) is not true);
        if (endsBySuccess && stopped is null)
        {
            return null;
        }

        var verdict = stopped ?? Slow(store, connection, now) ?? Quiet(store, client, id, now) ?? (ConnectionStates.Fine, null);
        return stored == verdict ? null : verdict;
    }

    private static (string, string?)? Stopped(StoreReader store, string client, string connection) => store.Query(
            "select by, reason from stop where client = @p0 and (scope = 'client' or (scope = 'connection' and target = @p1)) order by since limit 1",
            r => ((string, string?)?)(ConnectionStates.Off, StoppedBy + $"{r.GetString(0)}: {r.GetString(1)}"), client, connection)
        .FirstOrDefault();

    private static (string, string?)? Slow(StoreReader store, ConnectionSetup connection, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        foreach (var (stream, readAt, failure, nextAt) in store.Query("select stream, read_at, failure, next_at from cursor where client = @p0 and connection = @p1",
                     r => (r.GetString(0), r.IsDBNull(1) ? (long?)null : r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetInt64(3)), connection.Client, connection.Id))
        {
            var info = connection.Grant.Connector.Info.Streams.FirstOrDefault(s => s.Name == stream);
            if (info is null || !connection.Streams.Contains(stream))
            {
                continue;
            }

            if (failure is not null)
            {
                return (ConnectionStates.Slow, $"Reading {stream} failed: {failure} Next try {When(nextAt)}.");
            }

            if (readAt is { } read && at - read > LateIntervals * info.Interval.TotalMilliseconds)
            {
                return (ConnectionStates.Slow, $"{stream} was last read to its end {When(read)}.");
            }
        }

        var oldest = store.Query(
            """select count(*), min(created_at), max(result) from action where "grant" = @p0 and state = 0 and client = @p1 and connection = @p2 and attempts > 0 and created_at < @p3""",
            r => (N: r.GetInt64(0), Reason: r.IsDBNull(2) ? null : r.GetString(2)), connection.Grant.Id, connection.Client, connection.Id, at - (long)LongWait.TotalMilliseconds)[0];
        return oldest.N > 0 ? (ConnectionStates.Slow, FormattableString.Invariant($"{oldest.N} actions wait for another try: {oldest.Reason}")) : null;
    }

    private static (string, string?)? Quiet(StoreReader store, string client, string connection, DateTimeOffset now)
    {
        var last = store.Scalar<long?>("select max(received_at) from envelope where client = @p0 and connection = @p1", client, connection);
        var since = now.AddDays(-UsualDays);
        var usual = store.Scalar<long>("select count(*) from (select 1 from envelope where client = @p0 and connection = @p1 and received_at >= @p2 and historical = 0 limit 10000)", client, connection, since.ToUnixTimeMilliseconds());
        if (last is not { } at || usual < UsualDays)
        {
            return null; // too little is known of what is usual
        }

        var silence = TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - at);
        var gap = TimeSpan.FromDays((double)UsualDays / usual);
        return silence > ShortestSilence && silence > gap * 10 ? (ConnectionStates.Quiet, $"Nothing came since {When(at)}, which is much longer than usual.") : null;
    }

    private static string When(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
