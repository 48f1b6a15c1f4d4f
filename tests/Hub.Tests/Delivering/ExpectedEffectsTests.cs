using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Delivering;

/// <summary>A tag that starts the flow "Welcome", whose mail should leave within two hours; it is set on Monday 10:00 in the client's zone.</summary>
public class ExpectedEffectsTests
{
    private static readonly TimeSpan Within = TimeSpan.FromHours(2);

    [Fact]
    public async Task A_mail_seen_leaving_within_its_time_is_done_and_seen()
    {
        await using var world = await Done();
        await world.Happened(7, "email.sent", TimeSpan.FromMinutes(2), ("title", "Welcome 1"), ("campaign", "c1"));
        world.Time.Advance(TimeSpan.FromMinutes(3));

        await Look(world);

        Assert.Equal(ActionState.Seen, world.StateOf(101));
        Assert.Equal("Mail 'Welcome 1' seen leaving Faketool on Mon 23 Nov 10:02.", world.ResultOf(101));
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(121)]
    public async Task A_mail_before_the_tag_or_after_its_time_is_not_its_effect(int minutes)
    {
        await using var world = await Done();
        await world.Happened(7, "email.sent", TimeSpan.FromMinutes(minutes), ("title", "Welcome 1"));
        world.Time.Advance(Within + ExpectedEffects.ReportsLate);

        await Look(world);

        Assert.Equal(ActionState.NothingFollowed, world.StateOf(101));
    }

    [Fact]
    public async Task A_campaign_that_a_person_sent_meanwhile_is_not_its_effect()
    {
        await using var world = await Done();
        await world.Happened(null, "campaign.sent", TimeSpan.FromMinutes(2), "list:campaign:c9:campaign.sent:", ("campaign", "c9"));
        await world.Happened(7, "email.sent", TimeSpan.FromMinutes(2), ("title", "Autumn bread"), ("campaign", "c9"));
        await Look(world);

        Assert.Equal(ActionState.Done, world.StateOf(101));
    }

    [Fact]
    public async Task Nothing_within_its_time_is_said_and_one_alert_counts_the_people()
    {
        await using var world = await Done();
        await world.Plan(contact: 8, argument: "welcome", expect: Expect);
        await world.Deliver();
        world.Time.Advance(Within);
        await Look(world);
        Assert.Equal(ActionState.Done, world.StateOf(101)); // reports may be late

        world.Time.Advance(ExpectedEffects.ReportsLate);
        await Look(world);

        Assert.Equal(2, world.Count($"select count(*) from action where state = {(int)ActionState.NothingFollowed}"));
        Assert.Equal("Done, and no mail followed within 2 hours.", world.ResultOf(101));
        Assert.Equal(
            ["Tag `welcome` was set for 2 people, and no mail followed. In Faketool no flow seems to start at this tag. Look there whether the flow 'Welcome' is switched on and starts at it."],
            world.Texts("select text from alert where kind = 'effect' and solved_at is null"));
    }

    [Fact]
    public async Task The_next_mail_that_is_seen_ends_the_alert()
    {
        await using var world = await Done();
        world.Time.Advance(Within + ExpectedEffects.ReportsLate);
        await Look(world);
        await world.Plan(contact: 8, argument: "welcome", expect: Expect);
        await world.Deliver();
        await world.Happened(8, "email.sent", TimeSpan.FromMinutes(2), ("title", "Welcome 1"));

        await Look(world);

        Assert.Empty(world.Texts("select text from alert where solved_at is null"));
    }

    [Fact]
    public async Task Where_the_tool_can_be_asked_it_is_asked_in_growing_steps_and_once_after_the_time()
    {
        await using var world = await Done();
        world.Connector.OnEffect = a => new FetchWish("activity", a.Target.Email!, "effect");
        using var effects = Effects(world);
        var asked = new List<double>();
        for (var minute = 0; minute < 130 && world.StateOf(101) == ActionState.Done; minute++)
        {
            await effects.RunAsync(default);
            if (await world.Store.Writer.Write(t => t.Execute("update fetch set state = 1 where state = 0")) > 0)
            {
                asked.Add(minute);
            }

            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([5, 15, 30, 60, 120], asked);
        Assert.Equal(ActionState.NothingFollowed, world.StateOf(101));
        Assert.Contains("g", world.Waker.Grants);
    }

    [Fact]
    public async Task What_a_look_brought_is_understood_before_anything_is_concluded()
    {
        await using var world = await Done();
        world.Connector.OnEffect = a => new FetchWish("activity", "m1", "effect");
        using var effects = Effects(world);
        world.Time.Advance(Within);
        await effects.RunAsync(default);
        await world.Store.Writer.Write(t =>
        {
            t.Execute("update fetch set state = 1");
            t.Execute(
                """
                insert into envelope (id, client, connection, source, topic, key1, body, "offset", length, received_at, historical, cause_hops, state)
                values (1, 'ana', 'list', 2, 'fetch:activity', 'k', 1, 0, 1, @p0, 0, 0, 0)
                """, world.Now);
        });

        await effects.RunAsync(default);
        Assert.Equal(ActionState.Done, world.StateOf(101));
        await world.Store.Writer.Write(t => t.Execute("update envelope set state = 1"));
        await effects.RunAsync(default);

        Assert.Equal(ActionState.NothingFollowed, world.StateOf(101));
    }

    [Fact]
    public async Task A_tool_that_does_not_answer_for_a_day_proves_nothing()
    {
        await using var world = await Done();
        world.Connector.OnEffect = a => new FetchWish("activity", "m1", "effect");
        using var effects = Effects(world);
        for (var hour = 0; hour < 40; hour++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            await effects.RunAsync(default);
            await world.Store.Writer.Write(t => t.Execute("update fetch set state = 2, note = '503.' where state = 0"));
        }

        Assert.Equal(ActionState.Done, world.StateOf(101));
        Assert.Equal("Done. Whether a mail followed could not be seen: Faketool did not answer. 503.", world.ResultOf(101));
        Assert.Empty(world.Texts("select text from alert"));
    }

    [Fact]
    public async Task In_the_real_tool_the_mail_of_a_flow_is_seen_in_the_members_feed()
    {
        await using var hub = await SandboxHub.StartAsync("""
            { "rules": [ { "id": "welcome", "mode": "live", "when": "newsletter.joined", "then": [
                { "do": "mail.tag.add", "with": { "tag": "welcome" }, "touch": "service", "starts": { "flow": "Welcome", "expect": { "event": "email.sent", "within": "PT2H" } } } ] } ],
              "calm": { "quietFrom": "00:00", "quietTo": "00:00", "quietDays": [] } }
            """, "list/members");
        hub.Vendors.Mailchimp.AddFlow(new() { Name = "Welcome", ListId = hub.Thing("list"), Tag = "welcome", Mails = [new(TimeSpan.Zero, "Welcome")] });
        await hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        hub.Vendors.Mailchimp.Subscribe(hub.Thing("list"), "jo@example.com");
        await hub.Services.GetRequiredService<Hub.Polling.GapPolls>().RequestAsync("ana", "list");
        await hub.Until("select count(*) from action where state = 3");
        var wish = hub.Setup.Connection("ana", "list")!.Grant.Connector.EffectOf("tag.add", new OutboundAction("k", new ActionTarget(null, "jo@example.com"), System.Collections.Immutable.ImmutableSortedDictionary<string, Value>.Empty, 1))!;
        await hub.Services.GetRequiredService<HubStore>().Writer.Write(t => t.Execute(
            """insert into fetch (id, client, "grant", connection, kind, object_id, reason, envelope, due_at, state, attempts, historical) values (1, 'ana', 'login-mailchimp', 'list', @p0, @p1, '', 0, 0, 0, 0, 0)""", wish.Kind, wish.Id));

        await hub.Until($"select count(*) from action where state = {(int)ActionState.Seen} and result like 'Mail ''Welcome 1'' seen leaving Mailchimp%'");
        Assert.Equal(1, hub.Read<long>("select count(*) from event where name = 'email.sent' and historical = 0"));
        Assert.Equal(1, hub.Read<long>("select count(*) from contact"));
    }

    private static string Expect => JsonSerializer.Serialize(new ExpectedEffect("Welcome", "email.sent", Within), JourneyJson.Options);

    private static ExpectedEffects Effects(OutboundWorld world) => new(world.Store, world.Ids, world.Setup, world.Waker, world.Time, NullLogger<ExpectedEffects>.Instance);

    private static async Task Look(OutboundWorld world)
    {
        using var effects = Effects(world);
        await effects.RunAsync(default);
    }

    private static async Task<OutboundWorld> Done()
    {
        var world = new OutboundWorld();
        await world.Plan(contact: 7, argument: "welcome", expect: Expect);
        await world.Deliver();
        return world;
    }
}
