using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Which rules a client has.</summary>
public sealed class RulesQuery(HubStore store, MappingsInForce mappings)
{
    /// <summary>True for a rule of the mapping in force, and for one that is gone from it but whose actions still wait.</summary>
    public bool Knows(string client, string rule)
    {
        if (mappings.Has(client, rule))
        {
            return true;
        }

        using var reader = store.Read();
        return reader.Scalar<long>("select exists (select 1 from action where client = @p0 and rule = @p1 and state in (@p2, @p3))", client, rule, ActionState.Due, ActionState.Held) == 1;
    }
}
