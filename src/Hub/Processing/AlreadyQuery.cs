using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Who is there already: before a rule is switched on, and while their turns come.</summary>
public sealed class AlreadyQuery(HubStore store, CurrentSetup setup, TimeProvider time)
{
    /// <summary>Counts for a rule, those who are there now too; null when nobody can be there already, because the rule begins at nothing that lasts.</summary>
    public AlreadyCount? Of(string client, CompiledRule rule) => Count(client, rule, true);

    /// <summary>How the turns go on, without looking who is there now; null when nobody can be.</summary>
    public AlreadyCount? Turns(string client, CompiledRule rule) => Count(client, rule, false);

    // A rule that was always off had nobody looked at.
    private Func<long, ContactFacts, bool>? IsIn(string client, CompiledRule rule)
    {
        if (rule.Segment is not { } segment || !setup.Value.Clients.TryGetValue(client, out var owner))
        {
            return null;
        }

        var (context, now) = (owner.ToContext(0), time.GetUtcNow());
        return (contact, facts) => MappingEngine.Holds(context, SubjectState.New(SubjectLoader.ContactSubject(contact), contact) with { Facts = facts }, segment, now);
    }

    private AlreadyCount? Count(string client, CompiledRule rule, bool look)
    {
        if (AlreadyThere.Lasting(rule).IsEmpty)
        {
            return null;
        }

        using var reader = store.Read();
        var states = reader.Query("select state,count(*),min(due_at) from already where client=@p0 and rule=@p1 group by state", r => (State: (AlreadyState)r.GetInt32(0), N: r.GetInt32(1), Due: r.IsDBNull(2) ? (long?)null : r.GetInt64(2)), client, rule.Id);
        return new(look ? AlreadyRows.Find(reader, client, rule, IsIn(client, rule)).Count : 0, In(AlreadyState.Waits), In(AlreadyState.Begun), In(AlreadyState.PassedOver),
            states.Find(s => s.State == AlreadyState.Waits).Due is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null);

        int In(AlreadyState state) => states.Find(s => s.State == state).N;
    }
}
