using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Delivering;

public class SendingRecoveryTests
{
    [Theory]
    [InlineData("tag.add")]
    [InlineData("note.create")]
    public async Task An_interrupted_action_goes_again_as_the_next_attempt_so_that_it_is_read_back_first(string verb)
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan(verb);
        await Interrupt(world);

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
        Assert.Equal(2, world.Connector.Calls.Last().Actions[0].Attempt);
        Assert.Equal([1, 2], world.Texts("select cast(n as text) from attempt where ended_at is not null order by n").Select(int.Parse));
    }

    [Fact]
    public async Task An_interrupted_action_that_nobody_can_read_back_is_shown_to_a_person()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan("note.create");
        await Interrupt(world);
        await world.Store.Writer.Write(t => t.Execute("update action set verb = 'gone.verb'"));

        await world.Deliver();

        Assert.Equal(ActionState.Uncertain, world.StateOf(action));
    }

    [Fact]
    public async Task An_interrupted_note_that_became_too_old_is_uncertain_not_dropped()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan("note.create", stale: TimeSpan.FromHours(1));
        await Interrupt(world);
        world.Time.Advance(TimeSpan.FromHours(2));

        await world.Deliver();

        Assert.Equal(ActionState.Uncertain, world.StateOf(action));
        Assert.Contains("may have happened", world.ResultOf(action));
    }

    [Fact]
    public async Task A_shutdown_is_no_failure_the_call_in_flight_ends_and_the_rest_stays_due()
    {
        await using var world = new OutboundWorld();
        for (var i = 0; i < 30; i++)
        {
            await world.Plan("note.create");
        }

        using var shutdown = new CancellationTokenSource();
        world.Connector.OnDeliver = async (_, actions, _) =>
        {
            await shutdown.CancelAsync();
            return [new ActionVerdict(actions[0].Key, ActionOutcome.Done, "Done.")];
        };

        await world.Deliver(shutdown.Token);

        var calls = world.Connector.Calls.Count;
        Assert.InRange(calls, 1, GrantDelivery.CallsAtOnce);
        Assert.Equal(calls, world.Count("select count(*) from action where state = 3"));
        Assert.Equal(30 - calls, world.Count("select count(*) from action where state = 0 and attempts = 0"));
        Assert.Equal(calls, world.Count("select count(*) from attempt"));
    }

    [Fact]
    public async Task What_a_person_says_of_an_uncertain_action_counts()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Uncertain, "The answer was lost."));
        var (there, missing) = (await world.Plan("note.create"), await world.Plan("note.create"));
        await world.Deliver();
        world.Connector.OnDeliver = new ScriptedConnector().OnDeliver;
        var uncertain = new UncertainActions(world.Store, world.Waker, world.Time);

        Assert.True(await uncertain.ResolveAsync("ana", there, true, "Ana"));
        Assert.True(await uncertain.ResolveAsync("ana", missing, false, "Ana"));
        Assert.False(await uncertain.ResolveAsync("ana", there, false, "Ben"));
        Assert.Equal("It is there, says Ana.", world.ResultOf(there));
        await world.Deliver();

        Assert.Equal(3, world.Connector.Calls.Count);
        Assert.Equal(ActionState.Done, world.StateOf(missing));
        Assert.Equal(1, world.Connector.Calls.Last().Actions[0].Attempt);
    }

    [Fact]
    public async Task Another_clients_uncertain_action_is_not_found()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Uncertain, "?"));
        var action = await world.Plan("note.create");
        await world.Deliver();

        Assert.False(await new UncertainActions(world.Store, world.Waker, world.Time).ResolveAsync("bob", action, true, "Bob"));
        Assert.Equal(ActionState.Uncertain, world.StateOf(action));
    }

    // As a kill between call and answer leaves it: claimed, attempt open.
    private static async Task Interrupt(OutboundWorld world)
    {
        world.Connector.OnDeliver = (_, actions, _) => Task.FromResult<IReadOnlyList<ActionVerdict>>([new(actions[0].Key, ActionOutcome.Done, "ok")]);
        await world.Deliver();
        await world.Store.Writer.Write(t =>
        {
            t.Execute("update action set state = 1, result = null");
            t.Execute("update attempt set ended_at = null, outcome = null");
        });
        world.Start();
    }
}
