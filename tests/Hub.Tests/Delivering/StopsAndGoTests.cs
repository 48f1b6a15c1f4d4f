using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
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

        Assert.Equal(1, await world.Stops.GoAsync(StopScope.OfClient("ana"), "Ben", sendUseful: true));
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
}
