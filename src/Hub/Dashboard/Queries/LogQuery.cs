using System.Globalization;
using IntegrationHub.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The log of one client, newest first: events, decisions, actions, and what was received without becoming an event.</summary>
public sealed class LogQuery(HubStore store)
{
    /// <summary>So many of the newest rows of a kind are searched; a time reaches older ones.</summary>
    public const int Depth = 100_000;

    /// <summary>Rows are counted up to here; more reads "10,000 and more".</summary>
    public const int Counted = 10_000;

    private const string Order = " order by l.at desc,l.id desc limit @p8";

    /// <summary>Reads a page.</summary>
    public Page<LogEntry> Read(string client, LogFilter filter, PageCursor after, int limit)
    {
        using var reader = store.Read();
        var rows = reader.Query(
            "select l.kind,l.id,l.at,l.state,l.name,l.text,l.connection,l.rule,l.contact,coalesce(c.name,c.email),l.amount,l.currency,l.historical from (" + LogSql.Union(filter) + ") l left join contact c on c.id=l.contact and c.client=@p0"
            + (filter.Stage is null ? "" : " where c.stage=@p9") + Order,
            Row, Values(client, filter, after, limit + 1L));
        return Page<LogEntry>.Cut(rows, limit, r => new PageCursor(r.At, r.Id));
    }

    /// <summary>How many rows a filter has, counted up to <see cref="Counted"/>.</summary>
    public int Count(string client, LogFilter filter)
    {
        using var reader = store.Read();
        var stage = filter.Stage is null ? "" : " join contact c on c.id=l.contact and c.client=@p0 and c.stage=@p9";
        return reader.Scalar<int>($"select count(*) from (select 1 from ({LogSql.Union(filter)}) l{stage} limit @p8)", Values(client, filter, PageCursor.Top, Counted));
    }

    /// <summary>The rules that this client's newest decisions name.</summary>
    public IReadOnlyList<string> Rules(string client)
    {
        using var reader = store.Read();
        return reader.Query("select distinct rule from (select rule from decision where client=@p0 order by now desc limit 5000) order by rule", r => r.GetString(0), client);
    }

    /// <summary>Makes a text safe inside LIKE: what people type is never a pattern.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static object?[] Values(string client, LogFilter filter, PageCursor after, long limit) =>
    [
        client, filter.From?.ToUnixTimeMilliseconds() ?? 0L, filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, after.At, after.Id,
        string.IsNullOrWhiteSpace(filter.Text) ? null : "%" + Escape(filter.Text.Trim()) + "%", filter.Tool, filter.Rule, limit, filter.Stage,
    ];

    private static LogEntry Row(SqliteDataReader r) => new(
        (LogKind)r.GetInt32(0), r.GetInt64(1), r.GetInt64(2), Convert.ToInt32(r.GetValue(3), CultureInfo.InvariantCulture), r.GetString(4), Text(r, 5), Text(r, 6), Text(r, 7),
        r.IsDBNull(8) ? null : r.GetInt64(8), Text(r, 9), r.IsDBNull(10) ? null : r.GetInt64(10), Text(r, 11), r.GetInt64(12) != 0);

    private static string? Text(SqliteDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);
}
