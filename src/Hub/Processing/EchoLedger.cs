using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// Recognises our own writes when they come back. All marks found: an echo, which triggers no rule. Another value at a field we wrote: somebody answered our write,
/// so the chain's hops go on counting.
/// </summary>
public sealed class EchoLedger
{
    private readonly Dictionary<(string Connection, string Object, string Field), (string ValueHash, string Action, int Hops)> _writes;

    private EchoLedger(Dictionary<(string, string, string), (string, string, int)> writes) => _writes = writes;

    /// <summary>Reads the entries that could concern the marks.</summary>
    internal static EchoLedger Load(StoreReader reader, string client, DateTimeOffset now, IEnumerable<(string Connection, WriteMark Mark)> marks)
    {
        var writes = new Dictionary<(string, string, string), (string, string, int)>();
        foreach (var group in marks.GroupBy(m => m.Connection, StringComparer.Ordinal))
        {
            foreach (var objects in group.Select(m => m.Mark.Object).Distinct(StringComparer.Ordinal).Chunk(300))
            {
                object?[] values = [client, group.Key, now.ToUnixTimeMilliseconds(), .. objects];
                foreach (var (key, entry) in reader.Query(
                    $"select object,field,value_hash,action,hops from echo where client=@p0 and connection=@p1 and until>@p2 and object in ({SqlList.Of(objects.Length, 3)}) order by until",
                    r => ((group.Key, r.GetString(0), r.GetString(1)), (r.GetString(2), r.GetString(3), r.GetInt32(4))), values))
                {
                    writes[key] = entry;
                }
            }
        }

        return new EchoLedger(writes);
    }

    /// <summary>What caused an event, as far as the ledger tells; null when nothing of ours did.</summary>
    public EventCause? CauseOf(string connection, NormalisedEvent normalised)
    {
        EventCause? answered = null;
        var own = normalised.Marks.Length > 0;
        foreach (var mark in normalised.Marks)
        {
            if (!_writes.TryGetValue((connection, mark.Object, mark.Field), out var write))
            {
                own = false;
                continue;
            }

            own &= write.ValueHash == Hash(mark.Value);
            answered = answered is null || write.Hops > answered.Hops ? new EventCause(write.Action, write.Hops, false) : answered;
        }

        return own && answered is not null ? answered with { IsEcho = true }
            : normalised.OwnWrite ? new EventCause(answered?.ActionKey, answered?.Hops ?? 1, true)
            : answered;
    }

    /// <summary>The hash under which a canonical value is kept: the ledger holds no customer's data.</summary>
    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
