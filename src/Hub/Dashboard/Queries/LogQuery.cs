using System.Globalization;
using IntegrationHub.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The log of one client, newest first: events, decisions, actions, and what was received without becoming an event.</summary>
public sealed class LogQuery(HubStore store)
{
    /// <summary>Reads a page.</summary>
    public Page<LogEntry> Read(string client, LogFilter filter, PageCursor after, int limit)
    {
        var sql = Sql(filter);
        using var reader = store.Read();
        var like = string.IsNullOrWhiteSpace(filter.Text) ? null : "%" + Escape(filter.Text.Trim()) + "%";
        var rows = reader.Query(
            sql, Row, client, filter.From?.ToUnixTimeMilliseconds() ?? 0L, filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, after.At, after.Id, like, filter.Tool, filter.Rule, limit + 1L);
        return Page<LogEntry>.Cut(rows, limit, r => new PageCursor(r.At, r.Id));
    }

    /// <summary>The rules that this client's decisions and actions name.</summary>
    public IReadOnlyList<string> Rules(string client)
    {
        using var reader = store.Read();
        return reader.Query("select distinct rule from (select rule from decision where client=@p0 order by now desc limit 5000) order by rule", r => r.GetString(0), client);
    }

    private static string Sql(LogFilter filter)
    {
        var branches = new List<string>();
        foreach (var kind in Enum.GetValues<LogKind>())
        {
            if (filter.Kind is { } only && only != kind)
            {
                continue;
            }

            branches.Add(Branch(kind, filter));
        }

        return $"select l.kind,l.id,l.at,l.state,l.name,l.text,l.connection,l.rule,l.contact,coalesce(c.name,c.email),l.amount,l.currency,l.historical from (" +
               string.Join(" union all ", branches.Select(b => $"select * from ({b})")) +
               $") l left join contact c on c.id=l.contact and c.client=@p0 order by l.at desc,l.id desc limit @p8";
    }

    private static string Branch(LogKind kind, LogFilter filter)
    {
        var (table, at, columns, connection, rule, words) = kind switch
        {
            LogKind.Envelope => ("envelope", "received_at", "0 kind,id,received_at at,state,topic name,reason text,connection,null rule,null contact,null amount,null currency,historical",
                "connection", null, "topic like @p5 escape '\\' or reason like @p5 escape '\\' or key1 like @p5 escape '\\'"),
            LogKind.Event => ("event", "received_at", "1 kind,id,received_at at,0 state,name,data text,connection,null rule,contact,amount,currency,historical",
                "connection", null, "name like @p5 escape '\\' or natural_key like @p5 escape '\\' or data like @p5 escape '\\'"),
            LogKind.Decision => ("decision", "now", "2 kind,id,now at,verdict state,rule name,sentence text,null connection,rule,contact,null amount,null currency,0 historical",
                null, "rule", "sentence like @p5 escape '\\' or rule like @p5 escape '\\'"),
            _ => ("action", "updated_at", "3 kind,id,updated_at at,state,name,payload text,connection,rule,contact,null amount,null currency,0 historical",
                "connection", "rule", "name like @p5 escape '\\' or payload like @p5 escape '\\' or rule like @p5 escape '\\' or result like @p5 escape '\\'"),
        };
        var where = new List<string> { "client=@p0", $"{at}>=@p1", $"{at}<@p2", $"({at}<@p3 or ({at}=@p3 and id<@p4))" };
        if (kind == LogKind.Envelope && filter.Kind is null)
        {
            where.Add("state<>1"); // the others are seen as their events
        }

        if (filter.Result is { } result)
        {
            var state = kind switch { LogKind.Decision => "verdict", LogKind.Event => "0", _ => "state" };
            where.Add($"{state} in ({LogResults.StatesOf(kind, result)})");
        }

        if (filter.Tool is not null)
        {
            where.Add(connection is null ? "0" : $"{connection}=@p6");
        }

        if (filter.Rule is not null)
        {
            where.Add(rule is null ? "0" : $"{rule}=@p7");
        }

        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var people = kind == LogKind.Envelope
                ? ""
                : " or contact in (select id from contact where client=@p0 and (name like @p5 escape '\\' or email like @p5 escape '\\'))";
            where.Add($"({words}{people})");
        }

        return $"select {columns} from {table} where {string.Join(" and ", where)} order by {at} desc,id desc limit @p8";
    }

    /// <summary>Makes a text safe inside LIKE: what people type is never a pattern.</summary>
    internal static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static LogEntry Row(SqliteDataReader r) => new(
        (LogKind)r.GetInt32(0), r.GetInt64(1), r.GetInt64(2), Convert.ToInt32(r.GetValue(3), CultureInfo.InvariantCulture), r.GetString(4), Text(r, 5), Text(r, 6), Text(r, 7),
        r.IsDBNull(8) ? null : r.GetInt64(8), Text(r, 9), r.IsDBNull(10) ? null : r.GetInt64(10), Text(r, 11), r.GetInt64(12) != 0);

    private static string? Text(SqliteDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);
}
