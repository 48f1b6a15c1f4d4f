using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// The row of people who were there already when a rule was switched on. As many as begin a day stand in front with a time; each that has begun lets the next one in a day later, and each that was
/// passed over lets it in at once. So no more than that many begin within any day, an outage or not.
/// </summary>
internal static class AlreadyRows
{
    /// <summary>Who is there now, the latest first.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="client">Client id.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="isIn">Says of somebody who was never looked at whether they are in the rule's segment; they have no event yet. Null to leave them out.</param>
    public static List<(long Contact, string EventKey)> Find(StoreReader reader, string client, CompiledRule rule, Func<long, ContactFacts, bool>? isIn = null)
    {
        var lasting = AlreadyThere.Lasting(rule);
        if (lasting.IsEmpty)
        {
            return [];
        }

        var stage = lasting.All(t => t.Event == "contact.lapsed") ? StageModel.Lapsed : null;
        return [.. reader.Query(
                "select id,facts from contact where client=@p0 and (@p1 is null or stage=@p1) and erased=0 and merged_into is null",
                r => (Id: r.GetInt64(0), Facts: r.GetString(1)), client, stage)
            .Select(c => (c.Id, There: c.Facts.Length == 0 ? null : There(c.Id, JsonSerializer.Deserialize<ContactFacts>(c.Facts, JourneyJson.Options)!)))
            .Where(c => c.There is not null).OrderByDescending(c => c.There!.Value.Since).ThenByDescending(c => c.Id).Select(c => (c.Id, c.There!.Value.EventKey))];

        (DateTimeOffset Since, string EventKey)? There(long contact, ContactFacts facts) =>
            AlreadyThere.Since(rule, facts) ?? (isIn is not null && !facts.Segments.ContainsKey(rule.Id) && isIn(contact, facts) ? (facts.LastAt ?? DateTimeOffset.MinValue, "") : null);
    }

    /// <summary>The rules that begin to act, or change their pace, with those who are there; and the rules whose row is given up.</summary>
    public static (List<(CompiledRule Rule, List<(long Contact, string EventKey)> People)> Begin, List<string> GivenUp) Between(StoreReader reader, string client, CompiledMapping? before, CompiledMapping after)
    {
        var begin = after.Rules.Where(r => r.Acts && r.AlreadyPerDay > 0 && !(before?.Rule(r.Id) is { } was && was.Acts && was.AlreadyPerDay == r.AlreadyPerDay)).ToList();
        var givenUp = (before?.Rules ?? []).Where(b => b.AlreadyPerDay > 0 && !(after.Rule(b.Id) is { } r && r.Acts && r.AlreadyPerDay > 0)).Select(b => b.Id).ToList();
        return (begin.ConvertAll(r => (r, Find(reader, client, r))), givenUp);
    }

    /// <summary>Writes the rows. Who had a turn for the same event does not get another one.</summary>
    public static void Write(StoreTransaction t, string client, IReadOnlyList<(CompiledRule Rule, List<(long Contact, string EventKey)> People)> begin, IReadOnlyList<string> givenUp, DateTimeOffset now)
    {
        foreach (var rule in givenUp.Concat(begin.Select(b => b.Rule.Id)))
        {
            t.Execute("delete from already where client=@p0 and rule=@p1 and state=0", client, rule);
        }

        foreach (var (rule, people) in begin)
        {
            // Those who began within the last day hold their places of today.
            var held = t.Scalar<int>("select count(*) from already where client=@p0 and rule=@p1 and state=1 and at>@p2", client, rule.Id, now.AddDays(-1).ToUnixTimeMilliseconds());
            t.Execute(
                """
                insert into already(client,rule,contact,event_key,place,state,due_at)
                select @p0, @p1, value->>0, value->>1, key, 0, null from json_each(@p2) where true
                on conflict(client,rule,contact) do update set event_key=excluded.event_key, place=excluded.place, state=0, due_at=null, at=null where event_key<>excluded.event_key
                """,
                client, rule.Id, JsonSerializer.Serialize(people.Select(p => new object[] { p.Contact, p.EventKey })));
            t.Execute(
                "update already set due_at=@p2 where client=@p0 and rule=@p1 and contact in (select contact from already where client=@p0 and rule=@p1 and state=0 and due_at is null order by place limit @p3)",
                client, rule.Id, now.ToUnixTimeMilliseconds(), Math.Max(0, rule.AlreadyPerDay - held));
            foreach (var at in held == 0 ? [] : t.Query("select at from already where client=@p0 and rule=@p1 and state=1 and at>@p2 order by at limit @p3", r => r.GetInt64(0), client, rule.Id, now.AddDays(-1).ToUnixTimeMilliseconds(), rule.AlreadyPerDay))
            {
                t.Execute(Next, client, rule.Id, DateTimeOffset.FromUnixTimeMilliseconds(at).AddDays(1).ToUnixTimeMilliseconds());
            }
        }
    }

    /// <summary>The statements that close a turn and let the next one in.</summary>
    public static IEnumerable<LaneStatement> Close(string client, string rule, long contact, bool begun, long at)
    {
        yield return new("update already set state=@p3, at=@p4 where client=@p0 and rule=@p1 and contact=@p2", [client, rule, contact, begun ? AlreadyState.Begun : AlreadyState.PassedOver, at]);
        yield return new(Next, [client, rule, begun ? at + (long)TimeSpan.FromDays(1).TotalMilliseconds : at]);
    }

    private const string Next =
        "update already set due_at=@p2 where client=@p0 and rule=@p1 and contact=(select contact from already where client=@p0 and rule=@p1 and state=0 and due_at is null order by place limit 1)";
}
