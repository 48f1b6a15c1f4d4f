using System.Security.Cryptography;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Polling;

/// <summary>
/// Puts records that we asked for into the journal, inside a writer's job: one body for all new ones, an envelope for each. What is there already is counted and kept once.
/// </summary>
internal sealed class EnvelopeBatch(HubIds ids, ConnectionSetup connection, EnvelopeSource source, long now)
{
    private readonly List<Item> _items = [];

    /// <summary>Adds a record.</summary>
    /// <param name="topic">Topic of the envelope.</param>
    /// <param name="keyHead">First part of the dedup key: <c>stream|object id</c>; the record's hash is added.</param>
    /// <param name="bytes">The record.</param>
    /// <param name="vendorAt">The vendor's change time.</param>
    /// <param name="historical">True for records of a stream's first run and of backfill.</param>
    /// <param name="pointer">Envelope that pointed at the record: its cause is carried on. Null for polls.</param>
    public void Add(string topic, string keyHead, ReadOnlyMemory<byte> bytes, DateTimeOffset? vendorAt, bool historical, long? pointer = null) =>
        _items.Add(new Item(topic, keyHead + "|" + Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes, vendorAt?.ToUnixTimeMilliseconds(), historical, pointer));

    /// <summary>Writes all; gives how many were new.</summary>
    public int Write(StoreTransaction store)
    {
        var body = ids.Next();
        using var bytes = new MemoryStream();
        var added = 0;
        foreach (var item in _items)
        {
            var hit = store.Execute(
                """
                insert into envelope (id, client, connection, source, topic, key1, body, "offset", length, received_at, vendor_at, historical, cause_action, cause_hops, state)
                select @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, p.cause_action, coalesce(p.cause_hops, 0), 0
                from (select 1) left join envelope p on p.id = @p12 where true
                on conflict do nothing
                """,
                ids.Next(), connection.Client, connection.Id, source, item.Topic, item.Key, body, bytes.Length, item.Bytes.Length, now, item.VendorAt, item.Historical, item.Pointer);
            if (hit == 1)
            {
                bytes.Write(item.Bytes.Span);
                added++;
            }
        }

        if (added > 0)
        {
            store.Execute("insert into body (id, client, bytes, codec) values (@p0, @p1, @p2, 0)", body, connection.Client, bytes.ToArray());
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(now);
        DailyCounts.Add(store, connection.Client, connection.Id, at, "received", _items.Count);
        DailyCounts.Add(store, connection.Client, connection.Id, at, "duplicate", _items.Count - added);
        return added;
    }

    private sealed record Item(string Topic, string Key, ReadOnlyMemory<byte> Bytes, long? VendorAt, bool Historical, long? Pointer);
}
