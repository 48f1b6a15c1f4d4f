using System.Text.Json;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Contacts;

/// <summary>
/// Makes two contacts one, inside a job of the writer. The younger one's row stays with its facts as they were and points to the older one, and the merge row names every row that
/// moved: with both, the merge can be taken back.
/// </summary>
public static class ContactMerge
{
    private static readonly (string Table, string Key, bool Subject)[] Moved =
        [("event", "id", true), ("run", "id", true), ("decision", "id", true), ("action", "id", true), ("approval", "id", true), ("consent", "id", false), ("alert", "id", false)];

    /// <summary>Joins them; what is there already of an earlier merge is left alone.</summary>
    /// <param name="t">The job's transaction.</param>
    /// <param name="client">Client id.</param>
    /// <param name="model">The client's journey, for the stage of both together.</param>
    /// <param name="pair">Who stays, who goes, and why.</param>
    /// <param name="by">Who joined them: a person's name, or <c>hub</c>.</param>
    /// <param name="at">When, unix ms.</param>
    /// <param name="id">Id of the merge row.</param>
    public static void Write(StoreTransaction t, string client, StageModel model, ProvenDouble pair, string by, long at, long id)
    {
        var (kept, gone) = (pair.Kept, pair.Gone);
        var (keptSubject, goneSubject) = (FormattableString.Invariant($"contact:{kept}"), FormattableString.Invariant($"contact:{gone}"));
        var evidence = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["key"] = new { kind = pair.Key.Kind, scope = pair.Key.Scope, value = pair.Key.Value },
            ["identity"] = t.Query(
                "select kind,scope,value from identity where client=@p0 and contact=@p1",
                r => new { kind = (IdentityKind)r.GetInt32(0), scope = r.GetString(1), value = r.GetString(2) }, client, gone),
            ["envelope_contact"] = t.Query("select envelope from envelope_contact where client=@p0 and contact=@p1", r => r.GetInt64(0), client, gone),
        };
        t.Execute("update identity set contact=@p2 where client=@p0 and contact=@p1", client, gone, kept);
        t.Execute("insert into envelope_contact(contact,envelope,client) select @p2,envelope,client from envelope_contact where client=@p0 and contact=@p1 on conflict do nothing", client, gone, kept);
        t.Execute("delete from envelope_contact where client=@p0 and contact=@p1", client, gone);
        foreach (var (table, key, subject) in Moved)
        {
            evidence[table] = t.Query($"select {key} from {table} where client=@p0 and contact=@p1", r => r.GetValue(0), client, gone);
            if (subject)
            {
                t.Execute($"update {table} set contact=@p2, subject=@p4 where client=@p0 and (contact=@p1 or subject=@p3)", client, gone, kept, goneSubject, keptSubject);
            }
            else
            {
                t.Execute($"update {table} set contact=@p2 where client=@p0 and contact=@p1", client, gone, kept);
            }
        }

        Contacts(t, client, model, kept, gone);
        t.Execute("update alert set solved_at=@p2 where client=@p0 and \"key\"=@p1 and solved_at is null", client, FormattableString.Invariant($"double:{kept}:{gone}"), at);
        t.Execute(
            "insert into merge(id,client,kept,gone,at,\"by\",evidence) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6)", id, client, kept, gone, at, by, JsonSerializer.Serialize(evidence, JourneyJson.Options));
    }

    private static void Contacts(StoreTransaction t, string client, StageModel model, long kept, long gone)
    {
        var rows = t.Query(
            "select id,name,email,stage,cycle,first_at,last_at,facts,log from contact where client=@p0 and id in (@p1,@p2)",
            r => (Id: r.GetInt64(0), Name: r.IsDBNull(1) ? null : r.GetString(1), Email: r.IsDBNull(2) ? null : r.GetString(2), Stage: r.IsDBNull(3) ? null : r.GetString(3), Cycle: r.GetInt32(4),
                FirstAt: r.GetInt64(5), LastAt: r.GetInt64(6), Facts: JsonSerializer.Deserialize<ContactFacts>(r.GetString(7), JourneyJson.Options)!,
                Log: JsonSerializer.Deserialize<RunLog>(r.GetString(8), JourneyJson.Options)!),
            client, kept, gone).ToDictionary(r => r.Id);
        var (stays, goes) = (rows[kept], rows[gone]);
        var facts = Refold.Of(FactsUnion.Of(stays.Facts, goes.Facts), t.Query(Refold.Query, r => r.GetString(0), client, kept), [], model);
        t.Execute(
            "update contact set version=version+1,name=@p2,email=@p3,stage=@p4,cycle=@p5,first_at=@p6,last_at=@p7,facts=@p8,log=@p9 where client=@p0 and id=@p1",
            client, kept, stays.Name ?? goes.Name, stays.Email ?? goes.Email, facts.Stage?.Stage ?? stays.Stage, facts.Stage?.Cycle ?? stays.Cycle, Math.Min(stays.FirstAt, goes.FirstAt),
            Math.Max(stays.LastAt, goes.LastAt), JsonSerializer.Serialize(facts, JourneyJson.Options), JsonSerializer.Serialize(FactsUnion.Of(stays.Log, goes.Log), JourneyJson.Options));
        t.Execute("update contact set version=version+1, merged_into=@p2 where client=@p0 and id=@p1", client, gone, kept);
    }
}
