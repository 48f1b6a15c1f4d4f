using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Delivering;

public class GrantDeliveryTests
{
    [Fact]
    public async Task A_due_action_is_sent_and_its_attempt_says_so()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan();

        var next = await world.Deliver();

        Assert.Null(next);
        Assert.Equal(ActionState.Done, world.StateOf(action));
        Assert.Equal(1, world.Count($"select count(*) from attempt where action = {action} and n = 1 and ended_at is not null and outcome = 0"));
        Assert.Equal(world.Now, world.Count("select last_delivery_at from connection_state"));
    }

    [Fact]
    public async Task An_action_that_is_not_due_waits_and_the_turn_says_how_long()
    {
        await using var world = new OutboundWorld();
        await world.Plan(due: TimeSpan.FromMinutes(3));

        Assert.Equal(TimeSpan.FromMinutes(3), await world.Deliver());
        Assert.Empty(world.Connector.Calls);
    }

    [Fact]
    public async Task The_claim_and_its_echo_are_stored_before_the_call()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan(argument: "vip");
        var (state, attempts, echoes) = (ActionState.Due, 0L, 0L);
        world.Connector.OnDeliver = (_, actions, _) =>
        {
            state = world.StateOf(action);
            attempts = world.Count($"select count(*) from attempt where action = {action} and ended_at is null");
            echoes = world.Count("select count(*) from echo where object = 'member:ana@example.com' and field = 'tag:vip' and action = 'key101' and hops = 1");
            return Task.FromResult<IReadOnlyList<ActionVerdict>>([new ActionVerdict(actions[0].Key, ActionOutcome.Done, "Done.")]);
        };

        await world.Deliver();

        Assert.Equal((ActionState.Sending, 1, 1), (state, attempts, echoes));
        Assert.Equal(Hub.Processing.EchoLedger.Hash("on"), world.Text("select value_hash from echo"));
    }

    [Fact]
    public async Task Actions_of_one_verb_go_in_one_call_up_to_the_batch_size()
    {
        await using var world = new OutboundWorld();
        for (var i = 0; i < 120; i++)
        {
            await world.Plan();
        }

        await world.Deliver();

        Assert.Equal([20, 50, 50], world.Connector.Calls.Select(c => c.Actions.Count).Order());
        Assert.Equal(120, world.Count("select count(*) from action where state = 3"));
    }

    [Fact]
    public async Task A_tag_put_and_taken_before_it_went_is_taken_only()
    {
        await using var world = new OutboundWorld();
        var put = await world.Plan("tag.add", "vip", contact: 7);
        var taken = await world.Plan("tag.remove", "vip", contact: 7);
        var other = await world.Plan("tag.add", "regular", contact: 7);

        await world.Deliver();

        Assert.Equal((ActionState.Dropped, ActionState.Done, ActionState.Done), (world.StateOf(put), world.StateOf(taken), world.StateOf(other)));
        Assert.Contains("takes its place", world.ResultOf(put));
        Assert.Equal(["tag.remove", "tag.add"], world.Connector.Calls.Select(c => c.Verb));
    }

    [Theory]
    [InlineData(ActionOutcome.Retry, false)]
    [InlineData(ActionOutcome.Uncertain, true)]
    public async Task A_connector_is_told_whether_an_earlier_try_may_have_arrived(ActionOutcome first, bool doubtful)
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(first, "Not now."));
        var action = await world.Plan("note.create", "Hello");
        await world.Deliver();
        await world.Store.Writer.Write(t => t.Execute("update action set state = 0, due_at = @p0 where id = @p1", world.Now, action)); // as after a restart
        var told = !doubtful;
        world.Connector.OnDeliver = (_, actions, _) =>
        {
            told = actions[0].Doubtful;
            return Task.FromResult<IReadOnlyList<ActionVerdict>>([new ActionVerdict(actions[0].Key, ActionOutcome.Done, "Done.")]);
        };

        await world.Deliver();

        Assert.Equal((doubtful, ActionState.Done), (told, world.StateOf(action)));
    }

    [Fact]
    public async Task What_is_held_takes_nobodys_place()
    {
        await using var world = new OutboundWorld();
        var put = await world.Plan("tag.add", "vip", contact: 7);
        var taken = await world.Plan("tag.remove", "vip", contact: 7, rule: "r2", run: "r2|k|1");
        await world.Stops.StopAsync(StopScope.OfRule("ana", "r2"), "Anna", "wrong people");

        await world.Deliver();

        Assert.Equal((ActionState.Done, ActionState.Held), (world.StateOf(put), world.StateOf(taken)));
    }

    [Fact]
    public async Task An_old_try_that_still_waits_never_overwrites_a_newer_value()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Retry, "Not now."));
        var old = await world.Plan("field.set", "CITY", contact: 7);
        await world.Deliver();
        world.Connector.OnDeliver = new ScriptedConnector().OnDeliver;
        var newer = await world.Plan("field.set", "CITY", contact: 7, run: "r2|k|1");

        await world.Deliver();

        Assert.Equal((ActionState.Dropped, ActionState.Done), (world.StateOf(old), world.StateOf(newer)));
    }

    [Fact]
    public async Task A_contacts_actions_keep_their_order_over_verbs()
    {
        await using var world = new OutboundWorld();
        await world.Plan("field.set", "CARTURL", contact: 7);
        await world.Plan("tag.add", "cart-reminder", contact: 7);

        await world.Deliver();

        Assert.Equal(["field.set", "tag.add"], world.Connector.Calls.Select(c => c.Verb));
    }

    [Fact]
    public async Task The_tag_that_starts_a_mail_waits_for_the_field_that_the_mail_shows()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Retry, "Not now."));
        await world.Plan("field.set", "CARTURL", contact: 7);
        var tag = await world.Plan("tag.add", "cart-reminder", contact: 7);

        await world.Deliver();

        Assert.Equal(["field.set"], world.Connector.Calls.Select(c => c.Verb));
        Assert.Equal(ActionState.Due, world.StateOf(tag));
        Assert.True(world.Count($"select due_at from action where id = {tag}") > world.Now);
    }

    [Theory]
    [InlineData(ActionOutcome.Done, ActionState.Done)]
    [InlineData(ActionOutcome.Ignored, ActionState.Ignored)]
    [InlineData(ActionOutcome.Rejected, ActionState.Rejected)]
    [InlineData(ActionOutcome.Uncertain, ActionState.Uncertain)]
    [InlineData(ActionOutcome.Retry, ActionState.Due)]
    [InlineData(ActionOutcome.ConnectionBroken, ActionState.Held)]
    public async Task Each_verdict_has_its_state(ActionOutcome outcome, ActionState state)
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(outcome, "Because."));
        var action = await world.Plan();

        await world.Deliver();

        Assert.Equal(state, world.StateOf(action));
        Assert.Equal("Because.", world.ResultOf(action));
        Assert.Equal((long)outcome, world.Count("select outcome from attempt"));
    }

    [Fact]
    public async Task Verdicts_are_matched_by_key_and_a_missing_one_is_tried_again()
    {
        await using var world = new OutboundWorld();
        var (first, second, third) = (await world.Plan(), await world.Plan(), await world.Plan());
        world.Connector.OnDeliver = (_, a, _) => Task.FromResult<IReadOnlyList<ActionVerdict>>([new(a[2].Key, ActionOutcome.Done, "ok"), new(a[0].Key, ActionOutcome.Rejected, "no")]);

        await world.Deliver();

        Assert.Equal((ActionState.Rejected, ActionState.Due, ActionState.Done), (world.StateOf(first), world.StateOf(second), world.StateOf(third)));
    }

    [Theory]
    [InlineData("tag.add", ActionState.Due)]
    [InlineData("note.create", ActionState.Uncertain)]
    public async Task A_connector_that_throws_leaves_nothing_repeated_blindly(string verb, ActionState state)
    {
        await using var world = new OutboundWorld();
        world.Connector.OnDeliver = (_, _, _) => throw new InvalidOperationException("bug");
        var action = await world.Plan(verb);

        await world.Deliver();

        Assert.Equal(state, world.StateOf(action));
    }

    [Fact]
    public async Task A_failing_action_is_tried_on_schedule_and_then_given_up()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Retry, "Still down."));
        var action = await world.Plan();
        var waits = new List<double>();
        while (await world.Deliver() is { } wait)
        {
            waits.Add(wait.TotalSeconds);
            world.Time.Advance(wait);
        }

        double[] schedule = [10, 60, 300, 1800, 7200, 21600, 43200, 86400];
        Assert.Equal(schedule.Length, waits.Count);
        Assert.All(schedule.Zip(waits), w => Assert.InRange(w.Second, w.First, w.First * 1.1 + 1));
        Assert.Equal(ActionState.Rejected, world.StateOf(action));
        Assert.StartsWith("Gave up after 9 tries over 46 hours. Last answer: Still down.", world.ResultOf(action));
        Assert.Equal(9, world.Count("select count(*) from attempt"));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(2, 10)]
    [InlineData(120, 120)]
    [InlineData(999_999_999, 900)]
    public async Task Retry_after_is_honoured_within_reason(double asked, double waited)
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Retry, "Too fast.", TimeSpan.FromSeconds(asked)));
        await world.Plan();

        var wait = await world.Deliver();

        Assert.InRange(wait!.Value.TotalSeconds, waited, waited * 1.1 + 1);
    }

    [Fact]
    public async Task A_broken_connection_holds_what_is_due_there_and_nobody_calls_it_again()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.ConnectionBroken, "The token was revoked: connect again."));
        var note = await world.Plan("note.create");
        var tag = await world.Plan("note.create", due: TimeSpan.FromMinutes(1));
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromMinutes(2));

        await world.Deliver();

        Assert.Single(world.Connector.Calls);
        Assert.Equal((ActionState.Held, ActionState.Held), (world.StateOf(note), world.StateOf(tag)));
        Assert.Equal("needs-you", world.Text("select state from connection_state"));
        Assert.Equal(1, world.Count("select count(*) from alert where solved_at is null and kind = 'connection'"));
    }

    [Fact]
    public async Task New_credentials_let_the_held_actions_go()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.ConnectionBroken, "The token was revoked."));
        var action = await world.Plan();
        await world.Deliver();
        world.Connector.OnDeliver = new ScriptedConnector().OnDeliver;
        world.Reload();

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
        Assert.Equal("fine", world.Text("select state from connection_state"));
        Assert.Equal(0, world.Count("select count(*) from alert where solved_at is null"));
        Assert.Equal(1, world.Connector.Calls.Last().Actions[0].Attempt);
    }

    [Fact]
    public async Task An_action_for_a_connection_that_is_gone_waits_with_its_reason()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan(connection: "old-list");

        await world.Deliver();

        Assert.Equal(ActionState.Held, world.StateOf(action));
        Assert.Contains("old-list", world.ResultOf(action));
    }

    [Fact]
    public async Task A_public_answer_without_an_approval_is_never_sent()
    {
        await using var world = new OutboundWorld();
        var (bare, approved) = (await world.Plan("reply"), await world.Plan("reply", approvedBy: "Ana"));

        await world.Deliver();

        Assert.Equal((ActionState.Dropped, ActionState.Done), (world.StateOf(bare), world.StateOf(approved)));
    }

    [Fact]
    public async Task A_claim_that_another_owner_overtook_sends_nothing()
    {
        await using var world = new OutboundWorld();
        await world.Plan(due: TimeSpan.FromSeconds(1));
        await world.Deliver();
        await world.Store.Writer.Write(t => t.Execute("update lane set epoch = epoch + 1 where client = 'grant:g'"));
        world.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await world.Deliver());

        Assert.Empty(world.Connector.Calls);
        Assert.Equal(1, world.Count("select count(*) from action where state = 0 and attempts = 0"));
    }
}
