using System.Globalization;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Journal;

/// <summary>Writes envelopes and bodies with few statements: rows go in chunks of fixed sizes, so that a handful of prepared statements serves every batch.</summary>
internal sealed class EnvelopeRows(HubIds ids, TimeProvider time)
{
    private const int Columns = 14;
    private const string ColumnNames =
        "id,client,connection,source,topic,key1,key2,body,offset,length,received_at,vendor_at,state,reason";

    private static readonly int[] Chunks = [32, 8, 1];
    private static readonly Dictionary<int, string> InsertEnvelopes = Chunks.ToDictionary(n => n, n => InsertText(
        "insert into envelope(" + ColumnNames + ",historical,cause_hops) values ", n, Columns, ",0,0") + " on conflict do nothing returning id");

    private static readonly Dictionary<int, string> InsertBodies = Chunks.ToDictionary(n => n, n => InsertText(
        "insert into body(id,client,bytes,codec) values ", n, 3, ",0"));

    /// <summary>Stores deliveries; gives for each, in order, what became of it. Bodies all of whose items were known are not stored.</summary>
    public List<Appended> Insert(StoreTransaction transaction, IReadOnlyList<Delivery> deliveries)
    {
        var now = time.GetUtcNow();
        var rows = new List<(long Id, int Delivery, long Body, EnvelopePart Part)>(deliveries.Count);
        var bodies = new long[deliveries.Count];
        for (var d = 0; d < deliveries.Count; d++)
        {
            bodies[d] = ids.Next();
            rows.AddRange(deliveries[d].Parts.Select(part => (ids.Next(), d, bodies[d], part)));
        }

        var stored = new HashSet<long>(rows.Count);
        ForChunks(rows.Count, (from, count) =>
        {
            var values = new object?[count * Columns];
            for (var i = 0; i < count; i++)
            {
                var (id, d, body, part) = rows[from + i];
                Fill(values.AsSpan(i * Columns, Columns), id, deliveries[d], body, part, now.ToUnixTimeMilliseconds());
            }

            stored.UnionWith(transaction.Numbers(InsertEnvelopes[count], values));
        });

        var results = new Appended[deliveries.Count];
        foreach (var (id, d, _, _) in rows)
        {
            results[d] = stored.Contains(id)
                ? results[d] with { Stored = results[d].Stored + 1 }
                : results[d] with { Duplicates = results[d].Duplicates + 1 };
        }

        InsertNewBodies(transaction, deliveries, bodies, results);
        Count(transaction, deliveries, results, now);
        return [.. results];
    }

    private static void InsertNewBodies(StoreTransaction transaction, IReadOnlyList<Delivery> deliveries, long[] bodies, Appended[] results)
    {
        var wanted = Enumerable.Range(0, deliveries.Count).Where(d => results[d].Stored > 0).ToArray();
        ForChunks(wanted.Length, (from, count) =>
        {
            var values = new object?[count * 3];
            for (var i = 0; i < count; i++)
            {
                var d = wanted[from + i];
                (values[i * 3], values[(i * 3) + 1], values[(i * 3) + 2]) = (bodies[d], deliveries[d].Client, Bytes(deliveries[d].Body));
            }

            transaction.Execute(InsertBodies[count], values);
        });
    }

    private static void Count(StoreTransaction transaction, IReadOnlyList<Delivery> deliveries, Appended[] results, DateTimeOffset now)
    {
        foreach (var group in deliveries.Select((d, i) => (d, results[i])).GroupBy(p => (p.d.Client, p.d.Connection)))
        {
            var duplicates = group.Sum(p => p.Item2.Duplicates);
            var received = duplicates + group.Sum(p => p.Item2.Stored);
            DailyCounts.Add(transaction, group.Key.Client, group.Key.Connection, now, "received", received);
            DailyCounts.Add(transaction, group.Key.Client, group.Key.Connection, now, "duplicate", duplicates);
            transaction.Execute(
                "insert into connection_state(client,connection,state,since,last_webhook_at) values (@p0,@p1,'fine',@p2,@p2) " +
                "on conflict(client,connection) do update set last_webhook_at=excluded.last_webhook_at",
                group.Key.Client, group.Key.Connection, now.ToUnixTimeMilliseconds());
        }
    }

    private static void Fill(Span<object?> row, long id, Delivery delivery, long body, EnvelopePart part, long now)
    {
        row[0] = id;
        row[1] = delivery.Client;
        row[2] = delivery.Connection;
        row[3] = (long)EnvelopeSource.Webhook;
        row[4] = part.Topic;
        row[5] = part.Key1;
        row[6] = part.Key2;
        row[7] = body;
        row[8] = part.Offset;
        row[9] = part.Length;
        row[10] = now;
        row[11] = part.VendorAt?.ToUnixTimeMilliseconds();
        row[12] = (long)(part.Quarantine is null ? EnvelopeState.Open : EnvelopeState.Quarantined);
        row[13] = part.Quarantine;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();

    private static void ForChunks(int total, Action<int, int> take)
    {
        var from = 0;
        foreach (var size in Chunks)
        {
            for (; total - from >= size; from += size)
            {
                take(from, size);
            }
        }
    }

    private static string InsertText(string head, int rows, int columns, string tail)
    {
        var text = new StringBuilder(head);
        for (var r = 0; r < rows; r++)
        {
            text.Append(r == 0 ? "(" : ",(");
            for (var c = 0; c < columns; c++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(c == 0 ? "" : ",")}@p{(r * columns) + c}");
            }

            text.Append(tail).Append(')');
        }

        return text.ToString();
    }
}
