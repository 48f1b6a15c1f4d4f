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
            reader.Query(
                "select value,contact from identity where client=@p0 and kind=@p1 and scope=@p2 and value in (select value from json_each(@p3))",
                r => known[new IdentityKey(group.Key.Kind, group.Key.Scope, r.GetString(0))] = r.GetInt64(1), client, group.Key.Kind, group.Key.Scope, SqlList.Of(group.Select(k => k.Value)));
        }

        return known;
    }

    /// <summary>Vendor ids of contacts, by contact and scope.</summary>
    public static Dictionary<(long Contact, string Scope), string> VendorIds(StoreReader reader, IEnumerable<long> contacts)
    {
        var found = new Dictionary<(long, string), string>();
        reader.Query(
            "select contact,scope,value from identity where kind=0 and contact in (select value from json_each(@p0))",
            r => found[(r.GetInt64(0), r.GetString(1))] = r.GetString(2), SqlList.Of(contacts.Distinct()));
        return found;
    }

    /// <summary>When the last decision about each of these contacts was made, in unix ms; who has none is left out.</summary>
    public static Dictionary<long, long> LastDecisions(StoreReader reader, string client, IEnumerable<long> contacts)
    {
        var last = new Dictionary<long, long>();
        reader.Query(
            "select contact,max(now) from decision where client=@p0 and contact in (select value from json_each(@p1)) group by contact", r => last[r.GetInt64(0)] = r.GetInt64(1), client, SqlList.Of(contacts));
        return last;
    }

    /// <summary>Which of the natural keys are already events.</summary>
    public static HashSet<string> ExistingEvents(StoreReader reader, string client, IEnumerable<string> naturalKeys)
    {
        var existing = new HashSet<string>(StringComparer.Ordinal);
        reader.Query(
            "select natural_key from event where client=@p0 and natural_key in (select value from json_each(@p1))", r => existing.Add(r.GetString(0)), client,
            SqlList.Of(naturalKeys.Distinct(StringComparer.Ordinal)));
        return existing;
    }
}
