using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Rules that nobody looks after are named.</summary>
public sealed class RulesToReviewTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly RuleHistory _history = new(Start);
    private readonly FakeTimeProvider _time = new(Start.AddDays(100));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _history.DisposeAsync();

    [Theory]
    [InlineData("2026-11-09", true)]
    [InlineData("2026-11-10", false)]
    [InlineData("P100D", true)]
    [InlineData("P101D", false)]
    public async Task A_rule_past_its_day_is_listed(string reviewBy, bool listed)
    {
        await _history.Version(1, 0, Rule("live", $"\"reviewBy\": \"{reviewBy}\", \"owner\": \"Anna\""));
        Assert.Equal(listed, Read().Count == 1);
    }

    [Fact]
    public async Task A_new_text_of_the_rule_does_not_put_its_review_off()
    {
        await _history.Version(1, 0, Rule("shadow", "\"reviewBy\": \"P90D\""));
        await _history.Version(2, 50, Rule("live", "\"reviewBy\": \"P90D\""));
        Assert.Single(Read());
    }

    [Fact]
    public async Task Being_off_in_between_begins_it_anew()
    {
        await _history.Version(1, 0, Rule("live", "\"reviewBy\": \"P90D\""));
        await _history.Version(2, 50, Rule("off", "\"reviewBy\": \"P90D\""));
        await _history.Version(3, 51, Rule("live", "\"reviewBy\": \"P90D\""));
        Assert.Empty(Read());
    }

    [Fact]
    public async Task A_rule_whose_goal_nobody_reached_in_sixty_days_is_listed_with_its_runs()
    {
        await _history.Version(1, 0, Rule("live", "\"goal\": \"order.paid within P14D\""));
        await _history.Concluded("a", "k1", 60, Verdict.Waits, null, "1");
        await _history.Concluded("a", "k1", 61, Verdict.Acted, null, "2");
        await _history.Concluded("b", "k1", 62, Verdict.Acted, null, "1");
        await _history.Concluded("c", "k1", 62, Verdict.ConditionFalse, "x");
        await _history.Reached("a", "k0", 39);
        Assert.Equal("“Thank” ran 2 times in 60 days and nobody reached its goal. Compare it with people held out, or switch it off.", ReviewWords.Says(Assert.Single(Read())));
    }

    [Fact]
    public async Task One_reached_goal_is_enough()
    {
        await _history.Version(1, 0, Rule("live", "\"goal\": \"order.paid within P14D\""));
        await _history.Reached("a", "k0", 41);
        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("live", 41)]
    [InlineData("shadow", 0)]
    [InlineData("off", 0)]
    public async Task A_rule_that_has_not_acted_for_so_long_has_time_for_its_goal(string mode, int day)
    {
        await _history.Version(1, day, Rule(mode, "\"goal\": \"order.paid within P14D\""));
        Assert.Empty(Read());
    }

    [Fact]
    public async Task A_rule_without_a_goal_is_not_asked_for_one()
    {
        await _history.Version(1, 0, Rule("live", "\"owner\": \"Anna\""));
        Assert.Empty(Read());
    }

    private IReadOnlyList<RuleToReview> Read() => new RulesToReviewQuery(_history.Store, _history.Mappings, _time).Read(RuleHistory.Client);

    private static string Rule(string mode, string more) => $$"""{ "id": "thank", "mode": "{{mode}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ], {{more}} }""";
}
