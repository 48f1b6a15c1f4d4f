using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>Whether the flows that rules start in other tools were seen working, from what became of the rules' actions.</summary>
public sealed class OtherHalves(HubStore store)
{
    /// <summary>The rule under which actions of tests stand; what is seen after a test says too that the other half works.</summary>
    public const string TestRule = "hub.test";

    /// <summary>The state of each rule that says what should follow; rules that expect nothing that can be seen are left out.</summary>
    public IReadOnlyList<OtherHalfState> Of(string client, IEnumerable<CompiledRule> rules)
    {
        using var reader = store.Read(); // the comparison that looks superfluous lets SQLite use the index of rows that stand aside
        return [.. rules.Where(r => r.OtherHalf is not null && r.Steps.OfType<Instruction.Do>().Any(d => d.Expect is not null)).Select(rule =>
        {
            var seen = reader.Scalar<long?>(
                "select max(updated_at) from action where client=@p0 and state>3 and state=@p2 and (rule=@p1 or (rule=@p4 and substr(run,1,length(@p3))=@p3))", client, rule.Id, ActionState.Seen, rule.Id + "|", TestRule);
            var unanswered = reader.Scalar<int>(
                "select count(*) from (select 1 from action where client=@p0 and state>3 and state=@p2 and updated_at>@p3 and rule=@p1 limit @p4)", client, rule.Id, ActionState.NothingFollowed, seen ?? 0, OtherHalfState.Enough);
            return new OtherHalfState(rule.Id, rule.OtherHalf!, seen is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, unanswered);
        })];
    }
}
