using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Finds a contact by name or address, and an order or another thing by its id or name, within one client.</summary>
public sealed class FindQuery(HubStore store)
{
    private const int Most = 6;
    private const int Depth = 20_000; // so many of the newest events are looked through for the name of an order

    /// <summary>Contacts whose name or address holds the text, or who are known by exactly this id; those heard of last first.</summary>
    public IReadOnlyList<(long Id, string Name, string? Email)> Contacts(string client, string text)
    {
        using var reader = store.Read();
        return reader.Query(
            $"""
            select id,coalesce(name,email,'No name yet'),email from contact
            where client=@p0 and merged_into is null and erased=0
              and (name like @p1 escape '\' or email like @p1 escape '\' or id in (select contact from identity where client=@p0 and value=@p2))
            order by last_at desc,id desc limit {Most}
            """,
            r => (r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2)), client, "%" + LogQuery.Escape(text) + "%", text);
    }

    /// <summary>Events of exactly this order name (<c>#1052</c> or <c>1052</c>) or id, the newest first, one an order.</summary>
    public IReadOnlyList<(long Id, string Name, string Data, long? Amount, string? Currency)> Orders(string client, string text)
    {
        using var reader = store.Read();
        return reader.Query(
            $"""
            select id,name,data,amount,currency from (select * from event where client=@p0 order by received_at desc limit {Depth})
            where name='order.placed' and (run_key=@p1 or data like @p2 escape '\') limit {Most}
            """,
            r => (r.GetInt64(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? (long?)null : r.GetInt64(3), r.IsDBNull(4) ? null : r.GetString(4)),
            client, text, $"%\"orderName\":\"#{LogQuery.Escape(text.TrimStart('#'))}\"%");
    }
}
