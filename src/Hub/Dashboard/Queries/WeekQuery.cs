using System.Globalization;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The journey of seven days beside the seven before: who entered which stage, and the orders of eight weeks.</summary>
public sealed class WeekQuery(HubStore store)
{
    /// <summary>Weeks of orders that are read, the asked one included.</summary>
    public const int Weeks = 8;

    /// <summary>Reads; <paramref name="starts"/> holds the beginning of the period and of the weeks before it, the newest first.</summary>
    public WeekRows Read(string client, IReadOnlyList<DateTimeOffset> starts, DateTimeOffset end)
    {
        using var reader = store.Read();
        var moves = reader.Query(
            """
            select stage,came,at>=@p1,count(*) from (
              select json_extract(j.value,'$.stage') stage,unixepoch(json_extract(j.value,'$.at')) at,lag(json_extract(j.value,'$.stage')) over (partition by c.id order by j.key) came
              from contact c,json_each(c.facts,'$.stageMoves') j
              where c.client=@p0 and c.last_at>=@p2*1000 and c.merged_into is null and c.erased=0 and json_valid(c.facts))
            where at>=@p2 and at<@p3 group by 1,2,3
            """,
            r => new MoveCount(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetInt64(2) != 0, r.GetInt32(3)),
            client, starts[0].ToUnixTimeSeconds(), starts[1].ToUnixTimeSeconds(), end.ToUnixTimeSeconds());

        // An order is received after it happened, so that the index on the time of receipt bounds the read.
        var weeks = string.Concat(starts.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $" when o.occurred_at>=@p{i + 3} then {i}")));
        var values = new object?[] { client, starts[^1].ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds() }.Concat(starts.Select(s => (object?)s.ToUnixTimeMilliseconds())).ToArray();
        var orders = reader.Query(
            $"""
            select week,currency,count(*),coalesce(sum(amount),0),sum(first),coalesce(sum(case when first then amount end),0) from (
              select case{weeks} end week,o.currency,o.amount,o.contact is not null and not exists (
                select 1 from event e where e.client=o.client and e.contact=o.contact and e.name='order.placed' and (e.occurred_at<o.occurred_at or (e.occurred_at=o.occurred_at and e.id<o.id))) first
              from event o where o.client=@p0 and o.name='order.placed' and o.received_at>=@p1 and o.occurred_at>=@p1 and o.occurred_at<@p2)
            group by 1,2
            """,
            r => new OrderCount(r.GetInt32(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetInt32(2), r.GetInt64(3), r.GetInt32(4), r.GetInt64(5)), values);
        return new WeekRows(moves, orders);
    }
}
