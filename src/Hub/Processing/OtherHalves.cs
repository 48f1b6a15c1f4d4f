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
            // Each arm of a split may start a flow of its own: the one that does not work is told.
            var flows = rule.Split is null ? [] : rule.Steps.OfType<Instruction.Do>().Where(d => d.Expect is not null).GroupBy(d => d.Expect!.Flow, StringComparer.Ordinal).ToList();
            var states = flows.Count < 2 ? [State(rule, rule.OtherHalf!, null)] : flows.ConvertAll(f => State(rule, rule.OtherHalf! with { Flow = f.Key }, SqlList.Of(f.Select(d => d.Id))));
            return states.Find(s => !s.Works) ?? states[0];
        })];

        OtherHalfState State(CompiledRule rule, OtherHalf half, string? steps)
        {
            var seen = reader.Scalar<long?>(
                "select max(updated_at) from action where client=@p0 and state>3 and state=@p2 and (rule=@p1 or (rule=@p4 and substr(run,1,length(@p3))=@p3)) and (@p5 is null or step in (select value from json_each(@p5)))",
                client, rule.Id, ActionState.Seen, rule.Id + "|", TestRule, steps);
            var unanswered = reader.Scalar<int>(
                "select count(*) from (select 1 from action where client=@p0 and state>3 and state=@p2 and updated_at>@p3 and rule=@p1 and (@p5 is null or step in (select value from json_each(@p5))) limit @p4)",
                client, rule.Id, ActionState.NothingFollowed, seen ?? 0, OtherHalfState.Enough, steps);
            return new OtherHalfState(rule.Id, half, seen is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, unanswered);
        }
    }
}
