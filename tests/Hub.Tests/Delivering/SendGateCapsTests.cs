using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Delivering;

/// <summary>Caps and quiet hours at the last moment; it is Monday 10:00 in the client's zone, and two messages in seven days are the most.</summary>
public class SendGateCapsTests
{
    private const string Yes = """{"consents":{"marketing/email/list":{"purpose":"marketing","channel":"email","tool":"list","given":true,"at":"2026-01-01T00:00:00Z","eventKey":"e1"}}}""";
    private const string Rules =
        """
        { "rules": [
          { "id": "waits", "when": "order.paid", "mode": "live", "whenCapped": "hold", "then": [ { "id": "s1", "do": "mail.tag.add", "with": { "tag": "vip" }, "touch": "marketing" } ] },
          { "id": "asks", "when": "order.paid", "mode": "live", "then": [ { "id": "s1", "do": "mail.tag.add", "with": { "tag": "review-request" }, "touch": "marketing" } ] } ] }
        """;

    [Theory]
    [InlineData(TouchClass.Marketing, "2026-11-24T07:00:00Z")]
    [InlineData(TouchClass.Service, "2026-11-24T07:00:00Z")]
    public async Task What_has_become_night_since_it_was_planned_waits_for_the_morning_in_the_clients_zone(TouchClass touch, string morning)
    {
        await using var world = await World();
        var action = await world.Plan(contact: 7, touch: touch, due: TimeSpan.FromHours(11));
        world.Time.Advance(TimeSpan.FromHours(11));

        var next = await world.Deliver();

        Assert.Equal(DateTimeOffset.Parse(morning, System.Globalization.CultureInfo.InvariantCulture), world.Time.GetUtcNow() + next!.Value);
        Assert.Equal(ActionState.Due, world.StateOf(action));
        Assert.Equal("Waits until Tue 24 Nov 08:00: Mon 23 Nov 21:00 lies in the quiet hours.", world.ResultOf(action));
        Assert.Equal((long)Verdict.QuietHours, world.Count("select verdict from decision where clause = 'quiet hours' and value = 'Mon 23 Nov 21:00' and next_try_at = 1795503600000"));
        world.Time.Advance(next.Value);
        await world.Deliver();
        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task What_no_customer_sees_goes_at_night_too()
    {
        await using var world = await World();
        var action = await world.Plan(contact: 7, due: TimeSpan.FromHours(12));
        world.Time.Advance(TimeSpan.FromHours(12));

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task What_would_be_of_no_use_in_the_morning_is_dropped_at_night()
    {
        await using var world = await World();
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing, due: TimeSpan.FromHours(11), stale: TimeSpan.FromHours(15));
        world.Time.Advance(TimeSpan.FromHours(11));

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
        Assert.EndsWith("by then it is of no use, so it was dropped.", world.ResultOf(action));
    }

    [Fact]
    public async Task A_cap_that_other_rules_used_up_since_the_planning_drops_a_message_and_says_so()
    {
        await using var world = await World();
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing, due: TimeSpan.FromHours(1));
        await world.Plan(contact: 7, touch: TouchClass.Marketing, rule: "r2", run: "r2|k|1");
        await world.Deliver();
        await world.Plan(contact: 7, touch: TouchClass.Marketing, rule: "r3", run: "r3|k|1");
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
        Assert.StartsWith("Not sent: they had 2 of 2 messages in 7 days (", world.ResultOf(action), StringComparison.Ordinal);
        Assert.Equal((long)Verdict.Capped, world.Count("select verdict from decision where clause = 'cap marketing 2 in P7D' and value = '2 of 2' and contact = 7"));
        Assert.Equal(2, world.Connector.Calls.Count);
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("asks")]
    public async Task A_rule_that_holds_and_every_request_for_a_review_wait_until_the_cap_is_free(string rule)
    {
        await using var world = await World();
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(6));
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(5));
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing, rule: rule);

        var next = await world.Deliver();

        Assert.Equal(TimeSpan.FromDays(1), next);
        Assert.StartsWith("Waits until Tue 24 Nov 10:00: they had 2 of 2 messages in 7 days (", world.ResultOf(action), StringComparison.Ordinal);
        world.Time.Advance(next!.Value);
        await world.Deliver();
        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task Messages_over_all_tools_count_as_one_sum()
    {
        await using var world = await World();
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(2), connection: "shop");
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(1), connection: "crm");
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
    }

    [Fact]
    public async Task Mails_that_people_sent_by_hand_count_too()
    {
        await using var world = await World();
        var mails = """{"count":2,"firstAt":"2026-11-20T09:00:00Z","lastAt":"2026-11-20T09:10:00Z","sums":{},"recent":[{"at":"2026-11-20T09:00:00Z","eventKey":"m1"},{"at":"2026-11-20T09:10:00Z","eventKey":"m2"}]}""";
        await world.Contact(7, Yes[..^1] + ",\"seen\":{\"email.sent\":" + mails + "}}");
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
    }

    [Fact]
    public async Task Another_contacts_messages_and_what_was_dropped_do_not_count()
    {
        await using var world = await World();
        await world.Contact(8, Yes);
        await world.Sent(contact: 8, ago: TimeSpan.FromDays(1));
        await world.Sent(contact: 8, ago: TimeSpan.FromDays(1));
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(1), state: ActionState.Dropped);
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(1), state: ActionState.Rejected);
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(1));
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task What_the_run_planned_after_a_held_message_follows_it_at_its_distance()
    {
        await using var world = await World();
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(6));
        await world.Sent(contact: 7, ago: TimeSpan.FromDays(4));
        var put = await world.Plan("tag.add", contact: 7, touch: TouchClass.Marketing, rule: "asks", run: "asks|k|1");
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromHours(2));
        var taken = await world.Plan("tag.remove", contact: 7, rule: "asks", run: "asks|k|1");

        Assert.Equal(TimeSpan.FromHours(22), await world.Deliver());

        Assert.Empty(world.Connector.Calls);
        world.Time.Advance(TimeSpan.FromHours(22));
        Assert.Equal(TimeSpan.FromHours(2), await world.Deliver());
        Assert.Equal((ActionState.Done, ActionState.Due), (world.StateOf(put), world.StateOf(taken)));
    }

    private static async Task<OutboundWorld> World()
    {
        var world = new OutboundWorld();
        var loaded = MappingLoader.Load(Rules, "m.json", [new KnownAction("mail.tag.add", ["tag"], [])]);
        world.Mappings.Put("ana", loaded.Mapping ?? throw new InvalidOperationException(string.Join('\n', loaded.Mistakes)), 2);
        await world.Contact(7, Yes);
        return world;
    }
}
