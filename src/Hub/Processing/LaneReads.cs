using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Processing;

/// <summary>Set queries of a turn.</summary>
internal static class LaneReads
{
    /// <summary>Which of the keys are known, and whose they are.</summary>
    public static Dictionary<IdentityKey, long> Identities(StoreReader reader, string client, IEnumerable<IdentityKey> keys)
    {
        var known = new Dictionary<IdentityKey, long>();
        foreach (var group in keys.Distinct().GroupBy(k => (k.Kind, k.Scope)))
        {
            foreach (var chunk in group.Chunk(300))
            {
                object?[] values = [client, (long)group.Key.Kind, group.Key.Scope, .. chunk.Select(k => (object?)k.Value)];
                reader.Query(
                    $"select value,contact from identity where client=@p0 and kind=@p1 and scope=@p2 and value in ({SqlList.Of(chunk.Length, 3)})",
                    r => known[new IdentityKey(group.Key.Kind, group.Key.Scope, r.GetString(0))] = r.GetInt64(1), values);
            }
        }

        return known;
    }

    /// <summary>Vendor ids of contacts, by contact and scope.</summary>
    public static Dictionary<(long Contact, string Scope), string> VendorIds(StoreReader reader, IEnumerable<long> contacts)
    {
        var found = new Dictionary<(long, string), string>();
        foreach (var chunk in contacts.Distinct().Chunk(300))
        {
            reader.Query(
                $"select contact,scope,value from identity where kind=0 and contact in ({SqlList.Of(chunk.Length)})",
                r => found[(r.GetInt64(0), r.GetString(1))] = r.GetString(2), [.. chunk.Cast<object?>()]);
        }

        return found;
    }

    /// <summary>Which of the natural keys are already events.</summary>
    public static HashSet<string> ExistingEvents(StoreReader reader, string client, IEnumerable<string> naturalKeys)
    {
        var existing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in naturalKeys.Distinct(StringComparer.Ordinal).Chunk(300))
        {
            object?[] values = [client, .. chunk];
            reader.Query($"select natural_key from event where client=@p0 and natural_key in ({SqlList.Of(chunk.Length, 1)})", r => existing.Add(r.GetString(0)), values);
        }

        return existing;
    }
}
