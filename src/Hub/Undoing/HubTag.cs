using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Undoing;

/// <summary>A tag of the hub that a rule put: no tool has it, so it is an event and no action.</summary>
/// <param name="Contact">Who has it.</param>
/// <param name="Tag">The tag.</param>
internal sealed record HubTag(long Contact, string Tag)
{
    /// <summary>The tags among a page of the rule's decisions, each with what can be done about it.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="order">Which.</param>
    /// <param name="at">Time of the last decision looked at, unix ms.</param>
    /// <param name="after">Its id.</param>
    /// <param name="size">Most decisions of a page.</param>
    /// <param name="next">Where the next page begins; null after the last.</param>
    public static List<(HubTag Tag, UndoVerdict Verdict)> Page(StoreReader reader, UndoOrder order, long at, long after, int size, out (long At, long Id)? next)
    {
        var decisions = reader.Query(
            """
            select id, now, run_key, step, subject, contact from decision
            where client=@p0 and (now, id)>(@p2, @p3) and now<@p4 and rule=@p1 and verdict=@p5 and step is not null and contact is not null and (@p6 is null or mapping_version=@p6) order by now, id limit @p7
            """,
            r => (Id: r.GetInt64(0), At: r.GetInt64(1), Key: "hub:contact.tagged:" + MappingEngine.OwnKey(order.Client, order.Rule, r.GetString(2), r.GetString(3), r.GetString(4)), Contact: r.GetInt64(5)),
            order.Client, order.Rule, at, after, order.To.ToUnixTimeMilliseconds(), Verdict.Acted, order.Version, size);
        next = decisions.Count < size ? null : (decisions[^1].At, decisions[^1].Id);
        var tags = reader.Query(
            "select e.natural_key, e.contact, e.data, c.facts from event e join contact c on c.id=e.contact and c.client=e.client where e.client=@p0 and e.natural_key in (select value from json_each(@p1))",
            r => (Key: r.GetString(0), Contact: r.GetInt64(1), Tag: JsonSerializer.Deserialize<JourneyEvent>(r.GetString(2), JourneyJson.Options)!.Property("tag").ToString(), Facts: r.GetString(3)),
            order.Client, SqlList.Of(decisions.Select(d => d.Key).Distinct(StringComparer.Ordinal)));
        return [.. tags.Select(t => (new HubTag(t.Contact, t.Tag), Judge(t.Key, t.Tag, t.Facts)))];
    }

    // The facts say which event put the tag last: only what this rule's event put is taken off.
    private static UndoVerdict Judge(string key, string tag, string facts)
    {
        try
        {
            var known = JsonSerializer.Deserialize<ContactFacts>(facts, JourneyJson.Options);
            return known is null or { Erased: true } ? UndoVerdict.NoWay
                : known.Tags.GetValueOrDefault("hub")?.GetValueOrDefault(tag) is not { On: true } fact ? UndoVerdict.GoneAlready
                : fact.EventKey == key ? UndoVerdict.TagOff : UndoVerdict.OtherRule;
        }
        catch (JsonException)
        {
            return UndoVerdict.NoWay;
        }
    }
}
