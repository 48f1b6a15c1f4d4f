using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Processing;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Delivering;

public class StopsAndGoTests
{
    [Fact]
    public async Task A_stop_in_the_middle_of_a_thousand_lets_only_the_calls_in_flight_go_out()
    {
        await using var world = new OutboundWorld();
        for (var i = 0; i < 1000; i++)
        {
            await world.Plan("note.create");
        }

        var (started, open) = (0, new TaskCompletionSource());
        world.Connector.OnDeliver = async (_, actions, _) =>
        {
            Interlocked.Increment(ref started);
            await open.Task;
            return [new ActionVerdict(actions[0].Key, ActionOutcome.Done, "Done.")];
        };
        var running = world.Deliver();
        while (Volatile.Read(ref started) < GrantDelivery.CallsAtOnce)
        {
            await Task.Delay(5);
        }

        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "wrong text");
        open.SetResult();
        await running;

        Assert.Equal(GrantDelivery.CallsAtOnce, world.Connector.Calls.Count);
        Assert.Equal(1000 - GrantDelivery.CallsAtOnce, world.Count("select count(*) from action where state = 2 and result = 'Stopped by Ana: wrong text' and attempts = 0"));
    }

    [Fact]
    public async Task A_stop_of_a_rule_holds_that_rule_only()
    {
        await using var world = new OutboundWorld();
        var (one, two) = (await world.Plan(rule: "r1"), await world.Plan(rule: "r2"));
        await world.Stops.StopAsync(StopScope.OfRule("ana", "r1"), "Ana", "test");

        await world.Deliver();

        Assert.Equal((ActionState.Held, ActionState.Done), (world.StateOf(one), world.StateOf(two)));
    }

    [Fact]
    public async Task The_preview_says_what_waited_and_what_is_too_old()
    {
        await using var world = new OutboundWorld();
        await world.Plan(rule: "r1", stale: TimeSpan.FromHours(1));
        await world.Plan(rule: "r1", stale: TimeSpan.FromHours(9));
        await world.Plan(rule: "r2");
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Plan(rule: "r2");
        await world.Plan(rule: "r2", due: TimeSpan.FromDays(1));

        var preview = world.Stops.Preview(StopScope.OfClient("ana"));

        Assert.Equal((4, 3), (preview.Due, preview.StillUseful));
        Assert.Equal(new Dictionary<string, int> { ["r1"] = 1 }, preview.TooOldByRule);
    }

    [Fact]
    public async Task Going_on_sends_what_is_useful_and_drops_what_is_too_old()
    {
        await using var world = new OutboundWorld();
        var (old, useful) = (await world.Plan(stale: TimeSpan.FromHours(1)), await world.Plan());
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(new GoOutcome(1, 1, 0), await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", sendUseful: true));
        Assert.Contains("g", world.Waker.Grants);
        await world.Deliver();

        Assert.Equal((ActionState.Dropped, ActionState.Done), (world.StateOf(old), world.StateOf(useful)));
        Assert.Equal("Too old when Ben let things go on.", world.ResultOf(old));
        Assert.Empty(world.Stops.InForce("ana"));
    }

    [Fact]
    public async Task Going_on_may_drop_all_that_waited_but_nothing_that_is_due_later()
    {
        await using var world = new OutboundWorld();
        var (waited, later) = (await world.Plan(), await world.Plan(due: TimeSpan.FromDays(1)));
        await world.Stops.StopAsync(StopScope.OfConnection("ana", "list"), "Ana", "test");
        await world.Deliver();

        await world.Stops.GoAsync(StopScope.OfConnection("ana", "list"), "Ben", sendUseful: false);

        Assert.Equal((ActionState.Dropped, ActionState.Due), (world.StateOf(waited), world.StateOf(later)));
    }

    [Fact]
    public async Task What_another_stop_covers_stays_held()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan();
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "all");
        await world.Stops.StopAsync(StopScope.OfRule("ana", "r1"), "Ana", "this rule");
        await world.Deliver();
        await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ana", sendUseful: true);

        await world.Deliver();

        Assert.Equal("Stopped by Ana: this rule", world.ResultOf(action));
        Assert.Empty(world.Connector.Calls);
    }

    [Fact]
    public async Task A_stop_survives_a_new_start()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan();
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");
        await world.Deliver();
        world.Start();

        await world.Deliver();

        Assert.Equal(ActionState.Held, world.StateOf(action));
    }

    [Fact]
    public async Task A_stop_says_beforehand_what_it_would_hold_and_what_is_already_under_way()
    {
        await using var world = new OutboundWorld();
        await world.Plan(rule: "r1", due: TimeSpan.FromDays(1));
        await world.Plan(rule: "r2", due: TimeSpan.FromDays(1));
        var sending = await world.Plan(rule: "r1");
        await world.Store.Writer.Write(t => t.Execute("update action set state = @p1 where id = @p0", sending, ActionState.Sending));

        Assert.Equal(new StopPreview(2, 1), world.Stops.Ahead(StopScope.OfClient("ana")));
        Assert.Equal(new StopPreview(1, 0), world.Stops.Ahead(StopScope.OfRule("ana", "r2")));
        Assert.Equal(new StopPreview(0, 0), world.Stops.Ahead(StopScope.OfClient("other")));
    }

    [Fact]
    public async Task Going_on_without_a_stop_touches_nothing()
    {
        await using var world = new OutboundWorld();
        var due = await world.Plan();

        Assert.Null(await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", sendUseful: false));

        Assert.Equal(ActionState.Due, world.StateOf(due));
        Assert.Empty(world.Waker.Grants);
    }

    [Fact]
    public async Task The_second_who_goes_on_drops_nothing_of_what_the_first_set_free()
    {
        await using var world = new OutboundWorld();
        var waited = await world.Plan();
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");
        await world.Deliver();

        var both = await Task.WhenAll(world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", true), world.Stops.GoAsync(StopScope.OfClient("ana"), "Cem", false));

        Assert.Equal((new GoOutcome(1, 0, 0), null), (both[0], both[1]));
        Assert.Equal(ActionState.Due, world.StateOf(waited));
    }

    [Fact]
    public async Task What_may_have_happened_is_shown_to_a_person_when_all_is_dropped()
    {
        await using var world = new OutboundWorld();
        var doubtful = await world.Plan("note.create");
        await world.Store.Writer.Write(t =>
        {
            t.Execute("insert into attempt (id, client, action, n, started_at, outcome) values (1, 'ana', @p0, 1, @p1, @p2)", doubtful, world.Now, ActionOutcome.Uncertain);
            t.Execute("update action set attempts = 1 where id = @p0", doubtful);
        });
        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");

        Assert.Equal(new GoOutcome(0, 0, 1), await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", sendUseful: false));

        Assert.Equal(ActionState.Uncertain, world.StateOf(doubtful));
    }

    [Fact]
    public async Task The_journal_keeps_who_stopped_who_went_on_and_why()
    {
        await using var lane = new TestLane();
        var stops = new StopsAndGo(lane.Temp.Store, new HubIds(lane.Time), lane.Setup, lane.Waker, lane.Time);
        await stops.StopAsync(StopScope.OfRule(TestLane.Client, "r1"), "Ana", "wrong text");
        lane.Time.Advance(TimeSpan.FromHours(1));
        await stops.GoAsync(StopScope.OfRule(TestLane.Client, "r1"), "Ben", sendUseful: true);
        Assert.Equal([TestLane.Client, TestLane.Client], lane.Waker.Lanes);

        await lane.RunAsync();

        Assert.Equal(
            ["The rule “R1” stopped by Ana: wrong text", "The rule “R1” let go on by Ben: 0 sent, 0 dropped"],
            lane.Temp.Query("select name, data from event where contact is null order by occurred_at", r => Words.Event(r.GetString(0), r.GetString(1), null, null)));
        Assert.Equal(0, lane.Count("contact"));
    }

    [Fact]
    public async Task A_go_that_finds_no_stop_leaves_no_trace()
    {
        await using var world = new OutboundWorld();
        await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", true);
        Assert.Equal(0, world.Count("select count(*) from envelope"));
    }

    [Fact]
    public async Task Whoever_looks_is_told_of_a_stop_and_of_its_end()
    {
        await using var world = new OutboundWorld();
        var told = new List<string>();
        world.Stops.Changed += told.Add;

        await world.Stops.StopAsync(StopScope.OfClient("ana"), "Ana", "test");
        await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ana", true);

        Assert.Equal(["ana", "ana"], told);
    }
}
