using Bunit;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
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
    private readonly RuleHistory _history = new(Start);
    private readonly FakeTimeProvider _time = new(Start.AddDays(40));

    public async Task InitializeAsync()
    {
        await Version(1, 0, "off");
        await Version(2, 2, "shadow");
        await Version(3, 10, "pilot:50%");
        await Version(4, 12, "pilot:50%", says: "a typing error mended");
        await Version(5, 30, "live");
    }

    public async Task DisposeAsync() => await _history.DisposeAsync();

    [Fact]
    public void A_rules_phases_are_those_of_the_versions_in_force_and_a_mended_text_begins_none() =>
        Assert.Equal(
            [(RuleMode.Shadow, 100, Start.AddDays(2), Start.AddDays(10)), (RuleMode.Pilot, 50, Start.AddDays(10), Start.AddDays(30)), (RuleMode.Live, 100, Start.AddDays(30), (DateTimeOffset?)null)],
            Read().Select(p => (p.Mode, p.Share, p.From, p.To)));

    [Fact]
    public async Task A_person_counts_once_a_phase_and_the_parts_make_the_whole()
    {
        await _history.Concluded("a", "k1", 11, Verdict.HeldOut, "pilot 50%");
        await _history.Concluded("a", "k2", 12, Verdict.HeldOut, "pilot 50%");
        await _history.Concluded("b", "k1", 11, Verdict.ConditionFalse, "contact.orders.count");
        await _history.Concluded("b", "k2", 13, Verdict.Acted, null, "s1");
        await _history.Concluded("c", "k1", 13, Verdict.HeldOut, "holdout 20%");
        await _history.Concluded("d", "k1", 13, Verdict.AlreadyDone, "once per contact");
        var pilot = Read()[1];
        Assert.Equal((1, 1, 1, 1, 0, 4), (pilot.Begun, pilot.HeldOut, pilot.Outside, pilot.Limited, pilot.Unfit, pilot.People));
        Assert.Equal("4 people = 1 reached by it + 1 held out to compare + 1 not among those it is tried on + 1 left out by a limit.", PhaseWords.Sum(pilot));
    }

    [Fact]
    public async Task Who_waits_has_begun()
    {
        await _history.Concluded("a", "k1", 11, Verdict.Waits, null);
        Assert.Equal((1, 0), (Read()[1].Begun, Read()[1].Unfit));
    }

    [Fact]
    public async Task Who_was_outside_the_pilot_and_is_reached_later_counts_in_both_phases()
    {
        await _history.Concluded("a", "k1", 11, Verdict.HeldOut, "pilot 50%");
        await _history.Concluded("a", "k1", 31, Verdict.Acted, null, "s1");
        Assert.Equal([(0, 0), (0, 1), (1, 0)], Read().Select(p => (p.Begun, p.Outside)));
    }

    [Fact]
    public async Task A_goal_counts_in_the_phase_in_which_the_rule_began()
    {
        await _history.Concluded("a", "k1", 29, Verdict.Acted, null, "s1");
        await _history.Reached("a", "k1", 33);
        Assert.Equal([0, 1, 0], Read().Select(p => p.Reached!.Value));
    }

    [Fact]
    public async Task Whose_time_is_not_over_is_shown_and_not_compared()
    {
        for (var i = 0; i < 40; i++)
        {
            await _history.Concluded("with" + i, "k", 38, Verdict.Acted, null, "s1");
            await _history.Reached("with" + i, "k", 39);
            await _history.Concluded("without" + i, "k", 38, Verdict.HeldOut, "holdout 20%");
        }

        var live = Read()[2];
        Assert.Equal((40, 40, 80, LiftVerdict.TooFew), (live.Begun, live.Reached, live.StillCounting, live.Lift!.Verdict));
    }

    [Fact]
    public async Task Forty_against_forty_make_a_verdict_once_their_time_is_over()
    {
        for (var i = 0; i < 40; i++)
        {
            await _history.Concluded("with" + i, "k", 11, Verdict.Acted, null, "s1");
            await _history.Concluded("without" + i, "k", 11, Verdict.HeldOut, "holdout 20%");
            if (i < 20)
            {
                await _history.Reached("with" + i, "k", 12);
            }
        }

        var pilot = Read()[1];
        Assert.StartsWith("More people reach the goal with it: 50 points more (90 % sure: ", PhaseWords.Says(pilot, Lens), StringComparison.Ordinal);
        Assert.Equal("50.0 %", PhaseWords.Rate(pilot.Goal!.Value));
    }

    [Fact]
    public async Task Few_people_get_no_percentage_and_no_verdict_but_how_many_more_and_when()
    {
        await _history.Concluded("a", "k", 31, Verdict.Acted, null, "s1");
        await _history.Concluded("b", "k", 31, Verdict.Acted, null, "s1");
        await _history.Reached("a", "k", 32);
        await _history.Concluded("c", "k", 31, Verdict.HeldOut, "holdout 20%");
        var live = Read()[2];
        Assert.Equal("1 of 2", PhaseWords.Rate(live.Goal!.Value));
        Assert.Matches("^Too few to tell \\(about [0-9,]+ more needed; at today's pace .+\\)\\.$", PhaseWords.Says(live, Lens)!);
    }

    [Fact]
    public async Task Other_rules_and_other_clients_do_not_count()
    {
        await _history.Concluded("a", "k", 11, Verdict.Acted, null, "s1", rule: "other");
        await _history.Concluded("a", "k", 11, Verdict.Acted, null, "s1", client: "bob");
        Assert.All(Read(), p => Assert.Equal(0, p.People));
    }

    [Fact]
    public async Task The_card_shows_each_phase_and_says_what_is_held_out()
    {
        await _history.Concluded("a", "k", 31, Verdict.Acted, null, "s1");
        await using var ui = new BunitContext();
        ui.JSInterop.Mode = JSRuntimeMode.Loose;
        ui.Services.AddMudServices();
        ui.Services.AddSingleton(new RulePhasesQuery(_history.Store, _history.Mappings, _time));
        var part = ui.Render<RulePhases>(p => p.Add(x => x.Lens, Lens).Add(x => x.Rule, _history.Mappings.Find(RuleHistory.Client, 5)!.Rule("thank")!));
        Assert.Equal(["watching", "trying, 50 %", "on"], part.FindAll("h3 .cap").Select(h => h.TextContent));
        Assert.Equal("on", Assert.Single(part.FindAll(".phase.now .cap")).TextContent);
        Assert.Contains("1 person = 1 reached by it.", part.Markup, StringComparison.Ordinal);
    }

    private ClientLens Lens => new(RuleHistory.Client, _time.GetUtcNow());

    private IReadOnlyList<RulePhase> Read() => new RulePhasesQuery(_history.Store, _history.Mappings, _time).Read(RuleHistory.Client, "thank");

    private Task Version(int version, int day, string mode, string says = "") =>
        _history.Version(version, day, $$"""{ "id": "thank", "mode": "{{mode}}", "says": "{{says}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ], "goal": "review.posted within P14D", "holdout": "20%" }""");
}
