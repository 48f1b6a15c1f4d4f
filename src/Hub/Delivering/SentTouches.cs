using System.Collections.Immutable;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// The marketing messages of ours that went out, or may have, over all tools. Read inside the claim from the outbox itself: what was planned and then dropped does not count,
/// what another rule sent a moment ago does.
/// </summary>
internal static class SentTouches
{
    /// <summary>Reads them for many contacts with one query; contacts to whom nothing went are left out.</summary>
    /// <param name="store">The claim's transaction.</param>
    /// <param name="client">Client id.</param>
    /// <param name="contacts">Contact ids.</param>
    /// <param name="since">The beginning of the longest window that counts, unix ms.</param>
    public static Dictionary<long, RunLog> Read(StoreTransaction store, string client, IReadOnlyCollection<long> contacts, long since)
    {
        if (contacts.Count == 0)
        {
            return [];
        }

        return store.Query(
            """
             select a.contact, a."key", a.rule, max(t.started_at) from action a join attempt t on t.action = a.id
             where a.client = @p0 and a.contact in (select value from json_each(@p6)) and a.touch = @p1 and a.state in (@p2, @p3, @p4, @p7) and a.updated_at >= @p5 group by a.id
             """,
            r => (Contact: r.GetInt64(0), Touch: new Touch(r.GetString(1), r.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3)), TouchClass.Marketing)),
            client, TouchClass.Marketing, ActionState.Sending, ActionState.Done, ActionState.Uncertain, since, SqlList.Of(contacts), ActionState.Seen)
            .GroupBy(s => s.Contact, s => s.Touch).ToDictionary(g => g.Key, g => RunLog.Empty with { Touches = [.. g] });
    }
}
