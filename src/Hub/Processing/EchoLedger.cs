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
    private readonly ILookup<(string Connection, string Object, string Field), (string ValueHash, string Action, int Hops)> _writes;

    private EchoLedger(IEnumerable<((string, string, string) Field, (string, string, int) Write)> writes) => _writes = writes.ToLookup(w => w.Field, w => w.Write);

    /// <summary>Reads the entries that could concern the marks.</summary>
    internal static EchoLedger Load(StoreReader reader, string client, DateTimeOffset now, IEnumerable<(string Connection, WriteMark Mark)> marks)
    {
        var writes = new List<((string, string, string), (string, string, int))>();
        foreach (var group in marks.GroupBy(m => m.Connection, StringComparer.Ordinal))
        {
            writes.AddRange(reader.Query(
                "select object,field,value_hash,action,hops from echo where client=@p0 and connection=@p1 and \"until\">@p2 and object in (select value from json_each(@p3)) order by \"until\"",
                r => ((group.Key, r.GetString(0), r.GetString(1)), (r.GetString(2), r.GetString(3), r.GetInt32(4))), client, group.Key, now.ToUnixTimeMilliseconds(),
                SqlList.Of(group.Select(m => m.Mark.Object).Distinct(StringComparer.Ordinal))));
        }

        return new EchoLedger(writes);
    }

    /// <summary>What caused an event, as far as the ledger tells; null when nothing of ours did.</summary>
    public EventCause? CauseOf(string connection, NormalisedEvent normalised)
    {
        EventCause? cause = null;
        var own = normalised.Marks.Length > 0;
        foreach (var mark in normalised.Marks)
        {
            var written = _writes[(connection, mark.Object, mark.Field)].ToList();
            var same = written.FindLastIndex(w => w.ValueHash == Hash(mark.Value));
            own &= same >= 0;
            if (written.Count > 0)
            {
                // The very value when it was ours, whatever we wrote after it; else our newest write, which somebody answered.
                var (_, action, hops) = written[same >= 0 ? same : ^1];
                cause = cause is null || hops > cause.Hops ? new EventCause(action, hops, false) : cause;
            }
        }

        return own && cause is not null ? cause with { IsEcho = true }
            : normalised.OwnWrite ? new EventCause(cause?.ActionKey, cause?.Hops ?? 1, true)
            : cause;
    }

    /// <summary>The hash under which a canonical value is kept: the ledger holds no customer's data.</summary>
    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
