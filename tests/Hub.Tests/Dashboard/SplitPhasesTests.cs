using System.Globalization;
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

/// <summary>The figures of a split: people and goals of each arm and of those held out, a verdict only when it is sure enough, a proposal and never a choice.</summary>
public sealed class SplitPhasesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly RuleHistory _history = new(Start);
    private readonly FakeTimeProvider _time = new(Start.AddDays(40));
    private long _person;

    public async Task InitializeAsync() => await Version(1, 0, "live");

    public async Task DisposeAsync() => await _history.DisposeAsync();

    [Fact]
    public async Task Each_person_counts_once_in_its_arm_and_those_held_out_apart()
    {
        await Put("a", "k1", 1, "mail");
        await Put("a", "k2", 2, "mail");
        await Put("b", "k1", 1, "by hand");
        await Put("c", "k1", 1, "held out");
        await _history.Reached("a", "k2", 3);
        var phase = Assert.Single(Read());
        Assert.Equal([("mail", 45, 1, 1), ("by hand", 45, 1, 0)], phase.Split!.Arms.Select(a => (a.Name, a.Share, a.People, a.Reached!.Value)));
        Assert.Equal((1, 0), (phase.Split.HeldOut!.People, phase.Split.HeldOut.Reached));
        Assert.Equal((2, 1, 3), (phase.Begun, phase.HeldOut, phase.People));
    }

    [Fact]
    public async Task Who_waited_before_and_is_left_out_at_the_split_is_one_of_those_held_out()
    {
        await _history.Concluded("a", "k", 1, Verdict.Waits, null);
        await Put("a", "k", 2, "held out");
        Assert.Equal((0, 1), (Read()[0].Begun, Read()[0].HeldOut));
    }

    [Fact]
    public async Task Few_people_get_counts_and_how_many_more_and_when()
    {
        await Many(20, 20, "mail");
        await Many(20, 0, "by hand");
        await Many(5, 0, "held out");
        var phase = Assert.Single(Read());
        Assert.Equal("20 of 20", PhaseWords.Rate(phase.Split!.Arms[0].Goal!.Value));
        var says = SplitWords.Says(phase, Lens);
        Assert.Equal(3, says.Count);
        Assert.Matches("^“mail” against “by hand”: too few to tell \\(about [0-9,]+ more needed; at today's pace .+\\)\\.$", says[0]);
        Assert.StartsWith("“mail” against those held out: too few to tell (about ", says[1], StringComparison.Ordinal);
        Assert.Null(SplitWords.Proposes(phase.Split));
    }

    [Fact]
    public async Task When_enough_are_under_way_it_is_too_early_and_not_too_few()
    {
        await Many(100, 50, "mail", 20);
        await Many(100, 48, "by hand", 20);
        Assert.Contains("more needed", SplitWords.Says(Read()[0], Lens)[0], StringComparison.Ordinal);
        await Many(700, 0, "mail", 38);
        await Many(700, 0, "by hand", 38);
        Assert.Equal("“mail” against “by hand”: too early to tell: enough people have come, and the time for the goal is not over for 1,400 of them.", SplitWords.Says(Read()[0], Lens)[0]);
    }

    [Theory]
    [InlineData(60, 20, "mail", "by hand")]
    [InlineData(20, 60, "by hand", "mail")]
    public async Task The_better_arm_is_said_with_its_interval_and_proposed(int mail, int hand, string better, string worse)
    {
        await Many(100, mail, "mail");
        await Many(100, hand, "by hand");
        var phase = Assert.Single(Read());
        Assert.Matches($"^More people reach the goal with “{better}” than with “{worse}”: 40 points more \\(90 % sure: [1-9][0-9]? to [1-9][0-9]?\\)\\.$", SplitWords.Says(phase, Lens)[0]);
        Assert.Equal($"“{better}” looks like the better way. Whether it stays alone is for you to decide.", SplitWords.Proposes(phase.Split!));
    }

    [Fact]
    public async Task Each_arm_is_compared_with_those_held_out()
    {
        await Many(60, 40, "mail");
        await Many(60, 2, "by hand");
        await Many(40, 10, "held out");
        var says = SplitWords.Says(Read()[0], Lens);
        Assert.StartsWith("“mail” against those held out: more reach the goal, 42 points more (", says[1], StringComparison.Ordinal);
        Assert.StartsWith("“by hand” against those held out: fewer reach the goal, 22 points fewer (", says[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"mail\"", "\"letter\"", 2)]
    [InlineData("\"holdout\": \"10%\"", "\"holdout\": \"20%\"", 2)]
    [InlineData("\"tag\": \"x\"", "\"tag\": \"y\"", 1)]
    public async Task Other_names_or_shares_begin_anew_and_another_text_does_not(string was, string becomes, int phases)
    {
        await Put("a", "k1", 1, "by hand");
        await Version(2, 5, "live", r => r.Replace(was, becomes, StringComparison.Ordinal));
        await Put("b", "k1", 6, "by hand", 2);
        await Put("c", "k1", 6, "by hand", 1); // began before, and was put where the earlier version said
        var read = Read();
        Assert.Equal(phases, read.Count);
        Assert.Equal(phases == 1 ? 3 : 1, read[^1].Split!.Arms[1].People);
    }

    [Fact]
    public async Task While_it_only_watches_people_are_counted_and_nothing_is_compared()
    {
        await Version(2, 5, "shadow");
        await Many(100, 60, "mail", 6, 2);
        await Many(100, 20, "by hand", 6, 2);
        var watching = Read()[1];
        Assert.Equal((100, 60), (watching.Split!.Arms[0].People, watching.Split.Arms[0].Reached));
        Assert.Empty(SplitWords.Says(watching, Lens));
        Assert.Null(SplitWords.Proposes(watching.Split));
    }

    [Fact]
    public async Task Without_a_split_there_is_none()
    {
        await Version(2, 5, "live", _ => """{ "id": "thank", "mode": "live", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""");
        Assert.Null(Read()[1].Split);
        Assert.NotNull(Read()[0].Split);
    }

    [Fact]
    public async Task The_card_shows_the_arms_and_proposes_only_what_is_sure()
    {
        await Many(100, 40, "mail");
        await Many(100, 38, "by hand");
        Assert.Empty(Card().FindAll("[aria-label='The split'] button"));
        await Many(200, 150, "mail");
        var card = Card();
        Assert.Equal(["mail", "by hand", "held out"], card.FindAll("[aria-label='The split'] h3 span[dir]").Select(h => h.TextContent));
        Assert.Equal("Make a draft with “mail” only…", card.Find("[aria-label='The split'] button").TextContent);
        Assert.DoesNotContain("Nobody is held out", card.Markup, StringComparison.Ordinal);
    }

    private ClientLens Lens => new(RuleHistory.Client, _time.GetUtcNow());

    private IReadOnlyList<RulePhase> Read() => new RulePhasesQuery(_history.Store, _history.Mappings, _time).Read(RuleHistory.Client, "thank");

    private IRenderedComponent<RulePhases> Card()
    {
        var ui = new BunitContext();
        ui.JSInterop.Mode = JSRuntimeMode.Loose;
        ui.Services.AddMudServices();
        ui.Services.AddSingleton(new RulePhasesQuery(_history.Store, _history.Mappings, _time));
        return ui.Render<RulePhases>(p => p.Add(x => x.Lens, Lens).Add(x => x.Rule, _history.Mappings.Find(RuleHistory.Client, 1)!.Rule("thank")!));
    }

    private async Task Many(int people, int reached, string arm, int day = 1, int version = 1)
    {
        for (var i = 0; i < people; i++)
        {
            var subject = "p" + (_person++).ToString(CultureInfo.InvariantCulture);
            await Put(subject, "k", day, arm, version);
            if (i < reached)
            {
                await _history.Reached(subject, "k", day + 1);
            }
        }
    }

    private Task Put(string subject, string key, int day, string arm, int version = 1) => arm == "held out"
        ? _history.Concluded(subject, key, day, Verdict.HeldOut, "split held out 10%", "split", value: arm, version: version)
        : _history.Concluded(subject, key, day, Verdict.Divided, $"split {arm} 45%", "split", value: arm, version: version);

    private Task Version(int version, int day, string mode, Func<string, string>? change = null)
    {
        var rule = $$"""
            { "id": "thank", "mode": "{{mode}}", "when": "order.paid", "goal": "review.posted within P14D", "then": [ { "split": { "arms": [
              { "name": "mail", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }, { "name": "by hand", "then": [ { "do": "hub.task", "with": { "title": "Write" } } ] } ], "holdout": "10%" } } ] }
            """;
        return _history.Version(version, day, change is null ? rule : change(rule));
    }
}
