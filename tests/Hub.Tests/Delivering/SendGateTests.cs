using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Delivering;

public class SendGateTests
{
    private const string Yes = """{"consents":{"marketing/email/list":{"purpose":"marketing","channel":"email","tool":"list","given":true,"at":"2026-01-01T00:00:00Z","eventKey":"e1"}}}""";
    private const string YesAndNo =
        """
        {"consents":{"marketing/email/list":{"purpose":"marketing","channel":"email","tool":"list","given":false,"at":"2026-01-01T00:00:00Z","eventKey":"e1"},
                     "marketing/email/shop":{"purpose":"marketing","channel":"email","tool":"shop","given":true,"at":"2026-01-02T00:00:00Z","eventKey":"e2"}}}
        """;

    [Fact]
    public async Task A_recorded_yes_lets_a_marketing_action_go()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, Yes);
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task One_no_in_any_tool_stops_a_marketing_action_and_a_decision_says_why()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, YesAndNo);
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
        Assert.Equal("Not sent: they said no in Faketool.", world.ResultOf(action));
        Assert.Equal((long)Verdict.NoConsent, world.Count("select verdict from decision where contact = 7 and rule = 'r1' and sentence = 'Not sent: they said no in Faketool.'"));
        Assert.Empty(world.Connector.Calls);
    }

    [Fact]
    public async Task Without_a_recorded_yes_no_marketing_action_goes()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, "{}");
        var (known, unknown) = (await world.Plan(contact: 7, touch: TouchClass.Marketing), await world.Plan(touch: TouchClass.Marketing));

        await world.Deliver();

        Assert.Equal((ActionState.Dropped, ActionState.Dropped), (world.StateOf(known), world.StateOf(unknown)));
    }

    [Fact]
    public async Task A_no_that_came_after_planning_counts()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, Yes);
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing, due: TimeSpan.FromHours(1));
        await world.Deliver();
        await world.Contact(7, YesAndNo);
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
    }

    [Fact]
    public async Task A_no_does_not_stop_what_no_customer_sees()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, YesAndNo);
        var action = await world.Plan(contact: 7, touch: TouchClass.Internal);

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task Nothing_goes_to_an_erased_contact()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, Yes);
        await world.Store.Writer.Write(t => t.Execute("update contact set erased = 1"));
        var action = await world.Plan(contact: 7);

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
    }

    [Fact]
    public async Task A_merged_contact_has_the_facts_of_the_one_it_became()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, Yes);
        await world.Contact(8, YesAndNo);
        await world.Store.Writer.Write(t => t.Execute("update contact set merged_into = 8 where id = 7"));
        var action = await world.Plan(contact: 7, touch: TouchClass.Marketing);

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
    }

    [Fact]
    public async Task A_pause_holds_until_its_end_and_is_told_once()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7, """{"pauses":{"all|Ana":{"scope":"all","since":"2026-11-20T00:00:00Z","until":null,"reason":"complaint","by":"Ana"}}}""");
        var action = await world.Plan(contact: 7);
        var first = await world.Deliver();
        world.Time.Advance(first!.Value);
        await world.Deliver();
        await world.Contact(7, "{}");
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("Paused by Ana: complaint", world.ResultOf(action));
        Assert.Equal(1, world.Count("select count(*) from decision"));
        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task A_long_pause_of_marketing_does_not_hide_a_short_one_of_everything()
    {
        await using var world = new OutboundWorld();
        await world.Contact(7,
            """
            {"pauses":{"marketing|r9":{"scope":"marketing","since":"2026-11-20T00:00:00Z","reason":"calm","by":"r9"},
                       "all|Ana":{"scope":"all","since":"2026-11-20T00:00:00Z","until":"2026-11-23T09:30:00Z","reason":"call","by":"Ana"}}}
            """);
        var action = await world.Plan(contact: 7);

        Assert.Equal(TimeSpan.FromMinutes(30), await world.Deliver());
        world.Time.Advance(TimeSpan.FromMinutes(30));
        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Theory]
    [InlineData("email.complained", "null", TouchClass.Marketing, ActionState.Dropped)]
    [InlineData("email.complained", "null", TouchClass.Service, ActionState.Done)]
    [InlineData("email.bounced", "\"hard\"", TouchClass.Service, ActionState.Dropped)]
    [InlineData("email.bounced", "\"soft\"", TouchClass.Service, ActionState.Done)]
    [InlineData("email.bounced", "\"hard\"", TouchClass.Internal, ActionState.Done)]
    public async Task A_spam_mark_and_a_hard_bounce_stop_what_they_should(string seen, string note, TouchClass touch, ActionState state)
    {
        await using var world = new OutboundWorld();
        var sighting = """{"count":1,"firstAt":"2026-11-01T00:00:00Z","lastAt":"2026-11-01T00:00:00Z","sums":{},"recent":[{"at":"2026-11-01T00:00:00Z","eventKey":"e3","note":NOTE}]}""";
        await world.Contact(7, Yes[..^1] + ",\"seen\":{\"" + seen + "\":" + sighting.Replace("NOTE", note) + "}}");
        var action = await world.Plan(contact: 7, touch: touch);

        await world.Deliver();

        Assert.Equal(state, world.StateOf(action));
    }

    [Fact]
    public async Task An_action_whose_moment_is_over_is_dropped()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan(stale: TimeSpan.FromHours(20));
        world.Time.Advance(TimeSpan.FromHours(21));

        await world.Deliver();

        Assert.Equal(ActionState.Dropped, world.StateOf(action));
        Assert.Equal((long)Verdict.Stale, world.Count("select verdict from decision"));
    }
}
