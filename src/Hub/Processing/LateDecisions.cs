using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// Finds decisions that would be others had an event been known when they were made. They stay as they are and are marked: what was done was done. Both sides are the facts of that time, folded from
/// the events up to it, with and without the late one.
/// </summary>
internal static class LateDecisions
{
    /// <summary>An event older than this when it is heard is late; webhooks take seconds.</summary>
    public static readonly TimeSpan From = TimeSpan.FromMinutes(1);

    // Newest first: a person looks at the last ones, and a turn must stay short.
    private const int Most = 20;

    /// <summary>Ids of the decisions to mark.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="mappings">The rules of each version.</param>
    /// <param name="client">The client.</param>
    /// <param name="contact">The person.</param>
    /// <param name="person">The person before the event.</param>
    /// <param name="late">The event.</param>
    /// <param name="folded">Events of this turn that are not stored yet, without this one.</param>
    /// <param name="now">The turn's time.</param>
    public static IEnumerable<long> Of(
        StoreReader reader, MappingsInForce mappings, ClientSetup client, long contact, SubjectState person, JourneyEvent late, IReadOnlyList<JourneyEvent> folded, DateTimeOffset now)
    {
        var made = reader.Query(
            $"""
            select d.id, d.rule, d.mapping_version, d.now, e.data from decision d join event e on e.id=d.event
            where d.client=@p0 and d.contact=@p1 and d.now>=@p2 and d.now<@p3 and d.came_late=0 and d.verdict<>@p4 order by d.now desc limit {Most}
            """,
            r => (Id: r.GetInt64(0), Rule: r.GetString(1), Version: r.GetInt32(2), Now: DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(3)), Trigger: r.GetString(4)),
            client.Id, contact, late.OccurredAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), Verdict.Exited);
        if (made.Count == 0)
        {
            yield break;
        }

        var known = reader.Query(Refold.Query, r => JsonSerializer.Deserialize<JourneyEvent>(r.GetString(0), JourneyJson.Options)!, client.Id, contact).Concat(folded).Where(e => e.NaturalKey != late.NaturalKey).ToList();
        foreach (var decision in made)
        {
            var mapping = mappings.Find(client, decision.Version) ?? mappings.Of(client).Compiled;
            var trigger = JsonSerializer.Deserialize<JourneyEvent>(decision.Trigger, JourneyJson.Options)!;
            if (mapping.Rule(decision.Rule) is not { } rule || !rule.When.Any(w => w.Means(trigger)))
            {
                continue; // another event than the one that begins it: it ended a wait, or a step came later
            }

            var context = mappings.ContextOf(client, decision.Version);
            var then = known.Where(e => e.OccurredAt <= decision.Now).ToList();
            bool Begins(IEnumerable<JourneyEvent> events) => MappingEngine.WouldBegin(context, person with { Facts = FactsFold.All(events, mapping.Model) }, rule, trigger, decision.Now);
            if (Begins(then) != Begins(then.Append(late)))
            {
                yield return decision.Id;
            }
        }
    }
}
