using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Looks for a stop that came after the claim, while a call waited for its place in the tool's budget.</summary>
internal sealed class LateStop(HubStore store, IReadOnlyList<ClaimedAction> claimed)
{
    /// <summary>False when a stop covers one of the actions of the call: then none of them leaves, and the next claim holds the right ones.</summary>
    public bool Permits()
    {
        var first = claimed[0].Action; // one call goes to one connection of one client
        using var reader = store.Read();
        return !reader.Query("select scope, target from stop where client = @p0", r => (Scope: r.GetString(0), Target: r.GetString(1)), first.Client)
            .Exists(s => s.Scope == "client" || (s.Scope == "connection" && s.Target == first.Connection) || (s.Scope == "rule" && claimed.Any(c => c.Action.Rule == s.Target)));
    }
}
