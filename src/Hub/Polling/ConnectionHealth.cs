using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Polling;

/// <summary>
/// Says how each connection is doing, from what the store holds, and writes it where it changed. Looks every half minute. "Needs you" is set where it happens and ends with the
/// first success.
/// </summary>
public sealed partial class ConnectionHealth(HubStore store, HubIds ids, CurrentSetup current, TimeProvider time, ILogger<ConnectionHealth> log) : BeatingService(Every, time)
{
    /// <summary>A stream is late when its last full read is this many intervals ago.</summary>
    public const int LateIntervals = 3;

    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Actions that were tried and wait longer than this make a connection slow.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);

    /// <summary>Silence is told when it lasts ten times as long as the usual gap, and at least this long.</summary>
    public static readonly TimeSpan ShortestSilence = TimeSpan.FromHours(6);

    private const int UsualDays = 14;
    private const int UsualFactor = 10;
    private const string StoppedBy = "Stopped by ";

    // More in that time makes the usual gap so short that the shortest silence decides alone.
    private const int UsualLimit = 1000;
    private HashSet<(string Client, string Connection, string Stream, long ReadAt)> _late = [];

    /// <summary>Looks at every connection.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<(ConnectionSetup Connection, string State, string? Reason)>();
        var late = new HashSet<(string, string, string, long)>();
        var now = Clock.GetUtcNow();
        using (var reader = store.Read())
        {
            foreach (var connection in current.Value.Connections)
            {
                if (Judge(reader, connection, now, late) is { } verdict)
                {
                    found.Add((connection, verdict.State, verdict.Reason));
                }
            }
        }

        _late = late;
        if (found.Count > 0)
        {
            await store.Writer.Write(t => found.ForEach(f => Write(t, f.Connection, f.State, f.Reason, now.ToUnixTimeMilliseconds())), cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    private void Write(StoreTransaction t, ConnectionSetup connection, string state, string? reason, long now)
    {
        ConnectionStates.Set(t, connection.Client, connection.Id, state, reason, now);
        var alert = "quiet:" + connection.Id;
        if (state == ConnectionStates.Quiet)
        {
            t.Execute(
                """
                insert into alert (id, client, "key", kind, text, raised_at) values (@p0, @p1, @p2, 'quiet', @p3, @p4) on conflict (client, "key") where solved_at is null do nothing
                """, ids.Next(), connection.Client, alert, reason, now);
        }
        else
        {
            t.Execute("""update alert set solved_at = @p2 where client = @p0 and "key" = @p1 and solved_at is null""", connection.Client, alert, now);
        }
    }

    // Null when the stored state stays as it is.
    private (string State, string? Reason)? Judge(StoreReader store, ConnectionSetup connection, DateTimeOffset now, HashSet<(string, string, string, long)> late)
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

        var verdict = stopped ?? Slow(store, connection, now, late) ?? Quiet(store, connection, now) ?? (ConnectionStates.Fine, null);

        // A silence goes on getting longer: its words are those of the look at which it was noticed.
        return stored == verdict || (stored is { Item1: ConnectionStates.Quiet } && verdict.Item1 == ConnectionStates.Quiet) ? null : verdict;
    }

    private static (string, string?)? Stopped(StoreReader store, string client, string connection) => store.Query(
            "select by, reason from stop where client = @p0 and (scope = 'client' or (scope = 'connection' and target = @p1)) order by since limit 1",
            r => ((string, string?)?)(ConnectionStates.Off, StoppedBy + $"{r.GetString(0)}: {r.GetString(1)}"), client, connection)
        .FirstOrDefault();

    private (string, string?)? Slow(StoreReader store, ConnectionSetup connection, DateTimeOffset now, HashSet<(string, string, string, long)> late)
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

            // Twice in a row, here and below: a tool that is busy for a moment is no trouble, and after the computer slept every stream is late until it is read.
            if (failure is not null && late.Add((connection.Client, connection.Id, stream, -1)) && _late.Contains((connection.Client, connection.Id, stream, -1)))
            {
                return (ConnectionStates.Slow, $"Reading {stream} failed: {failure.TrimEnd('.')}. Next try {When(connection, nextAt)}.");
            }

            if (readAt is { } read && at - read > LateIntervals * info.Interval.TotalMilliseconds && late.Add((connection.Client, connection.Id, stream, read))
                && _late.Contains((connection.Client, connection.Id, stream, read)))
            {
                return (ConnectionStates.Slow, $"{stream} was last read to its end on {When(connection, read)}; usual is every {SpanWords.Say(info.Interval)}.");
            }
        }

        var oldest = store.Query(
            """select count(*), min(created_at), max(result) from action where "grant" = @p0 and state = 0 and client = @p1 and connection = @p2 and attempts > 0 and created_at < @p3""",
            r => (N: r.GetInt64(0), Reason: r.IsDBNull(2) ? null : r.GetString(2)), connection.Grant.Id, connection.Client, connection.Id, at - (long)LongWait.TotalMilliseconds)[0];
        return oldest.N > 0 ? (ConnectionStates.Slow, $"{oldest.N.ToString(CultureInfo.InvariantCulture)} {(oldest.N == 1 ? "action waits" : "actions wait")} for another try and {(oldest.N == 1 ? "is" : "are")} not lost: {oldest.Reason}") : null;
    }

    private static (string, string?)? Quiet(StoreReader store, ConnectionSetup connection, DateTimeOffset now)
    {
        var last = store.Scalar<long?>("select max(received_at) from envelope where client = @p0 and connection = @p1", connection.Client, connection.Id);
        var since = now.AddDays(-UsualDays);
        var usual = store.Scalar<long>(
            $"select count(*) from (select 1 from envelope where client = @p0 and connection = @p1 and received_at >= @p2 and historical = 0 limit {UsualLimit})", connection.Client, connection.Id, since.ToUnixTimeMilliseconds());
        if (last is not { } at || usual < UsualDays)
        {
            return null; // too little is known of what is usual
        }

        var silence = TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - at);
        var gap = TimeSpan.FromDays((double)UsualDays / usual);
        if (silence <= ShortestSilence || silence <= gap * UsualFactor)
        {
            return null;
        }

        var asked = store.Scalar<long?>("select max(read_at) from cursor where client = @p0 and connection = @p1 and failure is null", connection.Client, connection.Id) is { } read && read > at;
        return (ConnectionStates.Quiet,
            $"{connection.Grant.Connector.Info.Name} is quiet: nothing came for {SpanWords.Say(Whole(silence))}; usual is one call every {SpanWords.Say(Whole(gap))}. "
            + (asked ? "It was asked since then and has nothing new, so it is probably just quiet." : "It is not asked by poll: look there whether its webhook is still switched on."));
    }

    private static TimeSpan Whole(TimeSpan span) => span.TotalMinutes < 90 ? TimeSpan.FromMinutes(Math.Max(1, Math.Round(span.TotalMinutes))) : TimeSpan.FromHours(Math.Round(span.TotalHours));

    private static string When(ConnectionSetup connection, long at) => new LocalTime(connection.Info.TimeZone).Say(DateTimeOffset.FromUnixTimeMilliseconds(at));

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "The connections could not be looked at; it is tried again in half a minute.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
