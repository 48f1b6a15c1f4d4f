namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>
/// The log's rows as SQL: a branch a kind, each in its own order along an index and cut to one page, so that a page costs the same however long the log is.
/// Parameters: p0 client, p1 from, p2 to, p3 and p4 cursor, p5 words, p6 tool, p7 rule, p8 limit, p9 stage.
/// </summary>
internal static class LogSql
{
    private const string Like = " like @p5 escape '\\'";
    private const string EnvelopeColumns = "0 kind,id,received_at at,state,topic name,reason text,connection,null rule,null contact,null amount,null currency,historical";

    internal static string Union(LogFilter filter)
    {
        var branches = Enum.GetValues<LogKind>().Where(kind => filter.Kind is null || filter.Kind == kind).SelectMany(kind => Branches(kind, filter)).ToList();
        return string.Join(" union all ", branches.Select(b => $"select * from ({b})"));
    }

    private static IEnumerable<string> Branches(LogKind kind, LogFilter filter) => kind switch
    {
        // Those that became events are seen as their events, unless somebody asks for envelopes. Open ones and those set aside have an index each.
        LogKind.Envelope when filter.Kind is null => [Envelope("state=0", "id", filter), Envelope("state>1", "received_at", filter)],
        LogKind.Envelope => [Envelope("state=0", "id", filter), Envelope("state>1", "received_at", filter), Envelope("state=1", "id", filter)],
        LogKind.Event =>
        [
            Branch(kind, "event", "received_at", "1 kind,id,received_at at,0 state,name,data text,connection,null rule,contact,amount,currency,historical", null, filter,
                $"name{Like} or natural_key{Like} or data{Like}"),
        ],
        LogKind.Decision =>
        [
            Branch(kind, "decision", "now", "2 kind,id,now at,verdict state,rule name,sentence text,null connection,rule,contact,null amount,null currency,0 historical", null, filter,
                $"sentence{Like} or rule{Like}"),
        ],
        _ =>
        [
            Branch(kind, "action", "updated_at", "3 kind,id,updated_at at,state,name,payload text,connection,rule,contact,null amount,null currency,0 historical", null, filter,
                $"name{Like} or payload{Like} or rule{Like} or result{Like}"),
        ],
    };

    private static string Envelope(string state, string order, LogFilter filter) =>
        Branch(LogKind.Envelope, "envelope", "received_at", EnvelopeColumns, (state, order), filter, $"topic{Like} or reason{Like} or key1{Like}");

    private static string Branch(LogKind kind, string table, string at, string columns, (string State, string Order)? part, LogFilter filter, string words)
    {
        var inTime = new List<string> { "client=@p0", $"{at}>=@p1", $"{at}<@p2", $"{at}<=@p3", $"({at}<@p3 or ({at}=@p3 and id<@p4))" };
        if (part is { } only)
        {
            inTime.Add(only.State);
        }

        var order = part?.Order == "id" ? "id desc" : $"{at} desc,id desc"; // ids rise with the time of receipt
        var wanted = Wanted(kind, filter, words);
        if (wanted.Count == 0)
        {
            return $"select {columns} from {table} where {string.Join(" and ", inTime)} order by {order} limit @p8";
        }

        var newest = $"select * from {table} where {string.Join(" and ", inTime)} order by {order} limit {LogQuery.Depth}";
        return $"select {columns} from ({newest}) where {string.Join(" and ", wanted)} limit {(filter.Stage is null ? "@p8" : LogQuery.Depth.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
    }

    private static List<string> Wanted(LogKind kind, LogFilter filter, string words)
    {
        var wanted = new List<string>();
        if (filter.Result is { } result)
        {
            var state = kind switch { LogKind.Decision => "verdict", LogKind.Event => "0", _ => "state" };
            wanted.Add($"{state} in ({LogResults.StatesOf(kind, result)})");
        }

        if (filter.Tool is not null)
        {
            wanted.Add(kind == LogKind.Decision ? "@p6='hub'" : "connection=@p6");
        }

        if (filter.Rule is not null)
        {
            wanted.Add(kind is LogKind.Decision or LogKind.Action ? "rule=@p7" : "0");
        }

        if (filter.Stage is not null)
        {
            wanted.Add(kind == LogKind.Envelope ? "0" : "contact is not null");
        }

        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            wanted.Add(kind == LogKind.Envelope ? $"({words})"
                : $"({words} or contact in (select id from contact where client=@p0 and (name{Like} or email{Like})))");
        }

        return wanted;
    }
}
