using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>What is coming up is counted and listed once, in order, with what keeps it.</summary>
public sealed class ComingQueryTests : IAsyncLifetime
{
    private readonly OutboundWorld _world = new();
    private readonly MappingsInForce _inForce;

    public ComingQueryTests() => _inForce = new MappingsInForce(_world.Store);

    private ClientSetup Client => _world.Setup.Value.Clients["ana"];

    private ComingQuery Query => new(_world.Store, _inForce, _world.Time);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Runs_and_actions_stand_in_one_order_of_time()
    {
        await Run("later", 30);
        await Run("soon", 1);
        await _world.Plan("tag.add", "vip", contact: 7, due: TimeSpan.FromHours(2), rule: "r1");
        Assert.Equal(["soon", "r1", "later"], Rows().Select(r => r.Rule));
    }

    [Fact]
    public async Task Counts_tell_the_day_from_the_week_and_what_is_held()
    {
        await Run("a", 1);
        await Run("a", 23, RunState.Held);
        await Run("a", 25);
        await Run("b", 167);
        await Run("b", 169);
        Assert.Equal([new ComingCount("a", 2, 3, 1), new ComingCount("b", 0, 1, 0)], Query.Counts(Client));
        Assert.Equal("2 things are due in the next 24 hours, 4 in seven days; 1 of them is held.", ComingWords.Finding(Query.Counts(Client)));
    }

    [Fact]
    public async Task What_was_done_ended_waits_for_a_person_or_is_the_hubs_own_is_not_listed()
    {
        await Run("a", 1, RunState.Approval);
        await Run("hub.lapse", 1);
        var done = await _world.Plan("tag.add", "vip");
        await _world.Store.Writer.Write(t => t.Execute("update action set state=@p1 where id=@p0", done, ActionState.Done));
        Assert.Empty(Rows());
    }

    [Fact]
    public async Task A_date_of_somebody_s_own_is_told_ahead_and_one_that_is_the_same_for_all_is_not()
    {
        _inForce.Put("ana", Mappings.Documents.MappingLoader.Load("""
            { "rules": [ { "id": "own", "mode": "live", "when": "date.reached", "date": { "after": "order.paid", "wait": "P30D" }, "then": [ { "exit": "x" } ] },
              { "id": "all", "mode": "live", "when": "date.reached", "date": { "weekly": "monday" }, "then": [ { "exit": "x" } ] },
              { "id": "watches", "mode": "shadow", "when": "date.reached", "date": { "after": "order.paid", "wait": "P30D" }, "then": [ { "exit": "x" } ] } ] }
            """, "m", []).Mapping!, 1);
        foreach (var rule in (string[])["own", "all", "watches"])
        {
            await Run("hub.date", 1);
            await _world.Store.Writer.Write(t => t.Execute("update run set id=@p0, run_key=@p0 where rule='hub.date' and id not in ('own','all','watches')", rule));
        }

        var row = Assert.Single(Rows());
        Assert.Equal(("own", true, "Begins"), (row.Rule, row.Begins, ComingWords.What(row, _inForce.Find("ana")!.Value.Compiled.Rule("own"), null!)));
    }

    [Fact]
    public async Task What_keeps_a_run_or_an_action_is_said()
    {
        await Run("a", 1, RunState.Held, note: "it is night");
        var held = await _world.Plan("tag.add", "vip", rule: "r1");
        await _world.Store.Writer.Write(t => t.Execute("update action set state=@p1, result='Stopped by Anna' where id=@p0", held, ActionState.Held));
        Assert.Equal([("Stopped by Anna", true), ("it is night", true)], Rows().Select(r => (r.Why!, r.Held)));
    }

    [Fact]
    public async Task Filters_narrow_to_a_rule_and_to_what_is_held()
    {
        await Run("a", 1);
        await Run("b", 2, RunState.Held);
        Assert.Equal("a", Assert.Single(Query.Rows(Client, ComingQuery.Week, "a", null, null, 10)).Rule);
        Assert.Equal("b", Assert.Single(Query.Rows(Client, ComingQuery.Week, null, true, null, 10)).Rule);
        Assert.Equal("a", Assert.Single(Query.Rows(Client, ComingQuery.Week, null, false, null, 10)).Rule);
    }

    [Fact]
    public async Task Pages_meet_without_gap_or_double_also_at_the_same_time()
    {
        for (var i = 0; i < 25; i++)
        {
            await Run("a", 1);
            await _world.Plan("tag.add", "vip", due: TimeSpan.FromHours(1));
        }

        var seen = new List<string>();
        for (ComingRow? after = null; ;)
        {
            var page = Query.Rows(Client, ComingQuery.Week, null, null, after, 7);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(r => r.Key));
            after = page[^1];
        }

        Assert.Equal((50, 50), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Other_clients_are_not_seen()
    {
        await Run("a", 1);
        Assert.Empty(Query.Rows(SampleBakery.Client("bob", "Bob"), ComingQuery.Week, null, null, null, 10));
    }

    private IReadOnlyList<ComingRow> Rows() => Query.Rows(Client, ComingQuery.Week, null, null, null, 100);

    private int _number;

    private Task Run(string rule, int hours, RunState state = RunState.Waiting, string? note = null)
    {
        var due = _world.Time.GetUtcNow().AddHours(hours);
        var run = new Run
        {
            Id = $"{rule}|k|{_number++}", Rule = rule, RunKey = "k", MappingVersion = 1, Step = "1", State = state, Mode = RuleMode.Live, StartedAt = due, DueAt = due, Note = note,
            Trigger = new JourneyEvent { NaturalKey = "x", Name = "order.paid", Subject = EventSubject.Person, OccurredAt = due, Connection = "list", Tool = "fake" },
        };
        return _world.Store.Writer.Write(t => t.Execute(
            "insert into run (client,id,subject,contact,rule,run_key,mapping_version,step,state,mode,started_at,due_at,data) values ('ana',@p0,'contact:7',7,@p1,'k',1,'1',@p2,3,0,@p3,@p4)",
            run.Id, rule, state, due.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(run, JourneyJson.Options)));
    }
}
