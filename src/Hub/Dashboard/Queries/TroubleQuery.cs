using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What went wrong and why, equal failures counted together, and how full the log was over a day.</summary>
public sealed class TroubleQuery(HubStore store)
{
    private const int Most = 6;

    /// <summary>Messages that could not be read, and actions that were refused or may have happened, since a time; the most frequent first.</summary>
    public IReadOnlyList<TroubleCount> Read(string client, DateTimeOffset since)
    {
        using var reader = store.Read();
        return reader.Query(
            $"""
            select * from (
              select 0 kind,connection,state,coalesce(reason,'') reason,count(*) n,0 people,min(received_at) first,max(received_at) last,max(id) newest
              from envelope where client=@p0 and state>1 and state=3 and received_at>=@p1 group by connection,state,reason
              union all
              select 3,connection,state,coalesce(result,''),count(*),count(distinct contact),min(updated_at),max(updated_at),max(id)
              from action where client=@p0 and state>3 and state in (5,6) and updated_at>=@p1 group by connection,state,result)
            order by n desc,last desc limit {Most}
            """,
            r => new TroubleCount((LogKind)r.GetInt32(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8)),
            client, since.ToUnixTimeMilliseconds());
    }

    /// <summary>Rows of the log by slice of time, and how many of them failed: events, decisions and actions together.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="from">Beginning.</param>
    /// <param name="slice">Length of a slice.</param>
    /// <param name="slices">How many.</param>
    public IReadOnlyList<(int All, int Failed)> Slices(string client, DateTimeOffset from, TimeSpan slice, int slices)
    {
        using var reader = store.Read();
        var all = new (int All, int Failed)[slices];
        var rows = reader.Query(
            """
            select (at-@p1)/@p2,count(*),sum(bad) from (
              select received_at at,0 bad from event where client=@p0 and received_at>=@p1 and received_at<@p3
              union all select now,verdict in (13,17) from decision where client=@p0 and now>=@p1 and now<@p3
              union all select updated_at,state in (5,6) from action where client=@p0 and updated_at>=@p1 and updated_at<@p3
              union all select received_at,state=3 from envelope where client=@p0 and state>1 and received_at>=@p1 and received_at<@p3)
            group by 1
            """,
            r => (Slice: r.GetInt32(0), All: r.GetInt32(1), Failed: r.GetInt32(2)),
            client, from.ToUnixTimeMilliseconds(), (long)slice.TotalMilliseconds, (from + (slice * slices)).ToUnixTimeMilliseconds());
        foreach (var row in rows)
        {
            all[row.Slice] = (row.All, row.Failed);
        }

        return all;
    }
}
