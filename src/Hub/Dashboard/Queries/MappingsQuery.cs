using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What a client's rules are, and what they did.</summary>
public sealed class MappingsQuery(HubStore store, MappingsInForce mappings)
{
    /// <summary>The journey of a client; null while no mapping of it is in force.</summary>
    public StageModel? ModelOf(ClientSetup client) => mappings.Find(client.Id)?.Compiled.Model;

    /// <summary>The mapping in force with its version; null while there is none.</summary>
    public (CompiledMapping Compiled, int Version)? InForce(string client) => mappings.Find(client);

    /// <summary>A rule as it stood in a version, else as it stands now; null when it is in neither.</summary>
    public CompiledRule? Rule(ClientSetup client, string rule, int version) =>
        (mappings.Find(client, version) ?? mappings.Find(client.Id)?.Compiled)?.Rule(rule);

    /// <summary>How many runs of rules are under way; the hub's own waits are no rule's.</summary>
    public long OpenRuns(string client)
    {
        using var reader = store.Read();
        return reader.Scalar<long>("select count(*) from run where client=@p0 and ended_at is null and rule not like 'hub.%'", client);
    }

    /// <summary>True for a rule of the mapping in force, and for one that is gone from it but whose actions still wait.</summary>
    public bool Knows(string client, string rule)
    {
        if (mappings.Find(client)?.Compiled.Rule(rule) is not null)
        {
            return true;
        }

        using var reader = store.Read();
        return reader.Scalar<long>("select exists (select 1 from action where client = @p0 and rule = @p1 and state in (@p2, @p3))", client, rule, ActionState.Due, ActionState.Held) == 1;
    }

    /// <summary>True for a rule of any version of the client's rules, and for one whose actions are still there.</summary>
    public bool Knew(string client, string rule)
    {
        if (Knows(client, rule))
        {
            return true;
        }

        using var reader = store.Read();
        return reader.Scalar<long>("select exists (select 1 from action where client = @p0 and rule = @p1)", client, rule) == 1;
    }

    /// <summary>How often each rule concluded what since a time.</summary>
    public IReadOnlyList<VerdictCount> Verdicts(string client, DateTimeOffset since)
    {
        using var reader = store.Read();
        return reader.Query(
            "select rule,verdict,count(*),count(distinct contact) from decision where client=@p0 and now>=@p1 group by 1,2",
            r => new VerdictCount(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3)), client, since.ToUnixTimeMilliseconds());
    }

    /// <summary>How many actions of each rule came out how since a time.</summary>
    public IReadOnlyList<DoneCount> Actions(string client, DateTimeOffset since, DateTimeOffset before)
    {
        using var reader = store.Read();
        return ReadActions(reader, client, since, before);
    }

    internal static List<DoneCount> ReadActions(StoreReader reader, string client, DateTimeOffset since, DateTimeOffset before) => reader.Query(
        """
        select rule,name,connection,coalesce(json_extract(p,'$.tag'),json_extract(p,'$.field'),json_extract(p,'$.property'),''),state,count(*),count(distinct contact)
        from (select rule,name,connection,case when json_valid(payload) then payload end p,state,contact from action where client=@p0 and updated_at>=@p1 and updated_at<@p2)
        group by 1,2,3,4,5
        """,
        r => new DoneCount(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)),
        client, since.ToUnixTimeMilliseconds(), before.ToUnixTimeMilliseconds());
}
