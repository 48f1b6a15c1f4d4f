using System.Collections.Immutable;
using System.Text.Json;
using Bunit;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Figures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The figures of each phase of a rule: each person once, parts that add up, no certainty that is not there.</summary>
public sealed class RulePhasesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TempStore _temp = new();
    private readonly FakeTimeProvider _time = new(Start.AddDays(40));
    private MappingsInForce _mappings = null!;
    private long _id = 1000;

    private static ClientSetup Client => SampleBakery.Client("ana", "Ana");

    public async Task InitializeAsync()
    {
        _mappings = new MappingsInForce(_temp.Store);
        await Version(1, 0, "off");
        await Version(2, 2, "shadow");
        await Version(3, 10, "pilot:50%");
        await Version(4, 12, "pilot:50%", says: "a typing error mended");
        await Version(5, 30, "live");
    }

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public void A_rules_phases_are_those_of_the_versions_in_force_and_a_mended_text_begins_none() =>
        Assert.Equal(
            [(RuleMode.Shadow, 100, Start.AddDays(2), Start.AddDays(10)), (RuleMode.Pilot, 50, Start.AddDays(10), Start.AddDays(30)), (RuleMode.Live, 100, Start.AddDays(30), (DateTimeOffset?)null)],
            Read().Select(p => (p.Mode, p.Share, p.From, p.To)));

    [Fact]
    public async Task A_person_counts_once_a_phase_and_the_parts_make_the_whole()
    {
        await Concluded("a", "k1", 11, Verdict.HeldOut, "pilot 50%");
        await Concluded("a", "k2", 12, Verdict.HeldOut, "pilot 50%");
        await Concluded("b", "k1", 11, Verdict.ConditionFalse, "contact.orders.count");
        await Concluded("b", "k2", 13, Verdict.Acted, null, "s1");
        await Concluded("c", "k1", 13, Verdict.HeldOut, "holdout 20%");
        await Concluded("d", "k1", 13, Verdict.AlreadyDone, "once per contact");
        var pilot = Read()[1];
        Assert.Equal((1, 1, 1, 1, 0, 4), (pilot.Begun, pilot.HeldOut, pilot.Outside, pilot.Limited, pilot.Unfit, pilot.People));
        Assert.Equal("4 people = 1 reached by it + 1 held out to compare + 1 not in the share + 1 left out by a limit.", PhaseWords.Sum(pilot));
    }

    [Fact]
    public async Task Who_was_outside_the_pilot_and_is_reached_later_counts_in_both_phases()
    {
        await Concluded("a", "k1", 11, Verdict.HeldOut, "pilot 50%");
        await Concluded("a", "k1", 31, Verdict.Acted, null, "s1");
        Assert.Equal([(0, 0), (0, 1), (1, 0)], Read().Select(p => (p.Begun, p.Outside)));
    }

    [Fact]
    public async Task A_goal_counts_in_the_phase_in_which_the_rule_began()
    {
        await Concluded("a", "k1", 29, Verdict.Acted, null, "s1");
        await Reached("a", "k1", 33);
        Assert.Equal([0, 1, 0], Read().Select(p => p.Reached!.Value));
    }

    [Fact]
    public async Task Whose_time_is_not_over_is_shown_and_not_compared()
    {
        for (var i = 0; i < 40; i++)
        {
            await Concluded("with" + i, "k", 38, Verdict.Acted, null, "s1");
            await Reached("with" + i, "k", 39);
            await Concluded("without" + i, "k", 38, Verdict.HeldOut, "holdout 20%");
        }

        var live = Read()[2];
        Assert.Equal((40, 40, 80, LiftVerdict.TooFew), (live.Begun, live.Reached, live.StillCounting, live.Lift!.Verdict));
    }

    [Fact]
    public async Task Forty_against_forty_make_a_verdict_once_their_time_is_over()
    {
        for (var i = 0; i < 40; i++)
        {
            await Concluded("with" + i, "k", 11, Verdict.Acted, null, "s1");
            await Concluded("without" + i, "k", 11, Verdict.HeldOut, "holdout 20%");
            if (i < 20)
            {
                await Reached("with" + i, "k", 12);
            }
        }

        var pilot = Read()[1];
        Assert.StartsWith("More people reach the goal with it: 50 points more (90 % sure: ", PhaseWords.Says(pilot, Lens), StringComparison.Ordinal);
        Assert.Equal("50.0 %", PhaseWords.Rate(pilot.Goal!.Value));
    }

    [Fact]
    public async Task Few_people_get_no_percentage_and_no_verdict_but_how_many_more_and_when()
    {
        await Concluded("a", "k", 31, Verdict.Acted, null, "s1");
        await Concluded("b", "k", 31, Verdict.Acted, null, "s1");
        await Reached("a", "k", 32);
        await Concluded("c", "k", 31, Verdict.HeldOut, "holdout 20%");
        var live = Read()[2];
        Assert.Equal("1 of 2", PhaseWords.Rate(live.Goal!.Value));
        Assert.Matches("^Too few to tell \\(about [0-9,]+ more needed; at today's pace .+\\)\\.$", PhaseWords.Says(live, Lens)!);
    }

    [Fact]
    public async Task Other_rules_and_other_clients_do_not_count()
    {
        await Concluded("a", "k", 11, Verdict.Acted, null, "s1", rule: "other");
        await Concluded("a", "k", 11, Verdict.Acted, null, "s1", client: "bob");
        Assert.All(Read(), p => Assert.Equal(0, p.People));
    }

    [Fact]
    public async Task The_card_shows_each_phase_and_says_what_is_held_out()
    {
        await Concluded("a", "k", 31, Verdict.Acted, null, "s1");
        await using var ui = new BunitContext();
        ui.JSInterop.Mode = JSRuntimeMode.Loose;
        ui.Services.AddMudServices();
        ui.Services.AddSingleton(new RulePhasesQuery(_temp.Store, _mappings, _time));
        var part = ui.Render<RulePhases>(p => p.Add(x => x.Lens, Lens).Add(x => x.Rule, _mappings.Find(Client, 5)!.Rule("thank")!));
        Assert.Equal(["watching", "trying, 50 %", "on"], part.FindAll("h3 .cap").Select(h => h.TextContent));
        Assert.Equal("on", Assert.Single(part.FindAll(".phase.now .cap")).TextContent);
        Assert.Contains("1 person = 1 reached by it.", part.Markup, StringComparison.Ordinal);
    }

    private ClientLens Lens => new(Client, _time.GetUtcNow());

    private IReadOnlyList<RulePhase> Read() => new RulePhasesQuery(_temp.Store, _mappings, _time).Read(Client, "thank");

    private async Task Version(int version, int day, string mode, string says = "")
    {
        await _temp.Store.Writer.Write(t => t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values ('ana',@p0,'h',@p1,'replaced',@p2,'Anna','file')", version,
            $$"""{ "rules": [ { "id": "thank", "mode": "{{mode}}", "says": "{{says}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ], "goal": "review.posted within P14D", "holdout": "20%" } ] }""",
            Start.AddDays(day).ToUnixTimeMilliseconds()));
        if (version > 1)
        {
            await Event($"hub:ana:hub.published:{version}", PublishDeed.Name, "thing", day, ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private Task Concluded(string subject, string key, int day, Verdict verdict, string? clause, string? step = null, string rule = "thank", string client = "ana") => _temp.Store.Writer.Write(t => t.Execute(
        "insert into decision (id,client,subject,rule,run_key,step,mapping_version,mode,verdict,clause,sentence,now,came_late) values (@p0,@p1,@p2,@p3,@p4,@p5,1,3,@p6,@p7,'',@p8,0)",
        _id++, client, subject, rule, key, step, verdict, clause, Start.AddDays(day).ToUnixTimeMilliseconds()));

    private Task Reached(string subject, string key, int day) => Event($"hub:hub.goal.reached:thank:{key}:{subject}", "hub.goal.reached", subject, day, ("rule", "thank"), ("runKey", key));

    private Task Event(string naturalKey, string name, string subject, int day, params (string Name, string Value)[] properties)
    {
        var fact = new JourneyEvent
        {
            NaturalKey = naturalKey, Name = name, Subject = EventSubject.Thing, OccurredAt = Start.AddDays(day), Connection = "hub", Tool = "hub",
            Properties = properties.ToImmutableSortedDictionary(p => p.Name, p => Value.Of(p.Value)),
        };
        return _temp.Store.Writer.Write(t => t.Execute(
            """
            insert into event (id,client,natural_key,subject,name,kind,occurred_at,received_at,historical,connection,tool,hops,is_echo,data)
            values (@p0,'ana',@p1,@p2,@p3,@p4,@p5,@p5,0,'hub','hub',0,0,@p6)
            """, _id++, naturalKey, subject, name, fact.Subject, fact.OccurredAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(fact, JourneyJson.Options)));
    }
}
