using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>Rules that begin when something becomes true of somebody, or is no longer so.</summary>
public sealed class SegmentTests
{
    private const string Regular = """{ "did": "order.paid", "within": "P90D", "times": 3 }""";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void The_third_order_in_ninety_days_enters_and_no_further_one()
    {
        var play = Play("segment.entered", Regular).At(Day, "order.paid").At(2 * Day, "order.paid").At(3 * Day, "order.paid").At(4 * Day, "order.paid");
        Assert.Equal([3], play.Made("segment.entered").Select(e => (e.OccurredAt - EnginePlay.Monday).Days));
        Assert.Single(play.Planned);
    }

    [Fact]
    public void Time_alone_leaves_it_at_the_moment_the_window_has_passed()
    {
        var play = Play("segment.left", Regular).At(Day, "order.paid").At(2 * Day, "order.paid").At(3 * Day, "order.paid").Until(300 * Day);
        Assert.Equal([EnginePlay.Monday + (91 * Day)], play.Made("segment.left").Select(e => e.OccurredAt));
        Assert.Single(play.Planned);
        Assert.Empty(play.State.Runs);
    }

    [Fact]
    public void Time_alone_enters_where_something_did_not_happen_for_long() =>
        Assert.Equal([EnginePlay.Monday + (31 * Day)], Play("segment.entered", """{ "all": [ { "did": "order.paid" }, { "didNot": "order.paid", "within": "P30D" } ] }""").At(Day, "order.paid").Until(200 * Day).Made("segment.entered").Select(e => e.OccurredAt));

    [Fact]
    public void It_may_ask_what_lies_between_two_times_ago() =>
        Assert.Equal([340, 370], Play("segment.entered", """{ "did": "order.paid", "within": "P370D", "before": "P340D" }""").At(TimeSpan.Zero, "order.paid").Until(500 * Day).Derived.Select(e => (e.OccurredAt - EnginePlay.Monday).Days));

    [Fact]
    public void A_score_that_fades_leaves_within_a_day() =>
        Assert.InRange((Play("segment.left", """{ "field": "contact.score.interest", "gte": 50 }""")
            .At(TimeSpan.Zero, "hub.score.changed", null, EnginePlay.With(("score", "interest"), ("points", 100), ("halfLifeDays", 10))).Until(60 * Day).Made("segment.left").Single().OccurredAt - EnginePlay.Monday).TotalDays, 10, 11);

    [Fact]
    public void History_enters_and_begins_nothing()
    {
        var play = Play("segment.entered", """{ "did": "order.paid" }""").At(Day, "order.paid", null, e => e with { Historical = true }).At(2 * Day, "order.paid");
        Assert.True(play.Made("segment.entered").Single().Historical);
        Assert.Empty(play.Planned);
    }

    [Fact]
    public void Who_is_in_it_when_the_rule_comes_is_known_as_of_old_and_begins_nothing()
    {
        var before = Play("segment.entered", """{ "did": "order.paid" }""", """ "mode": "off", """).At(Day, "order.paid");
        Assert.Empty(before.Derived);
        var play = Play("segment.entered", """{ "did": "order.paid" }""").From(before.State).Until(9 * Day).LookAt().At(10 * Day, "order.paid");
        Assert.Equal(EnginePlay.Monday + Day, play.State.Facts.Segments["in"].At);
        Assert.Empty(play.Planned);
    }

    [Fact]
    public void Looking_again_changes_nothing()
    {
        var play = Play("segment.entered", """{ "did": "order.paid", "within": "P30D" }""").At(Day, "order.paid").LookAt().LookAt();
        Assert.Single(play.Derived);
    }

    [Fact]
    public void Leaving_ends_the_run_where_the_rule_says_so()
    {
        var play = Play("segment.entered", """{ "did": "order.paid", "within": "P30D" }""", """ "mode": "live", "leaves": [ "segment.left" ], """, """{ "wait": "P60D" }, """).At(Day, "order.paid").Until(100 * Day);
        Assert.Empty(play.Planned);
        Assert.Equal(Verdict.Exited, play.Decisions[^1].Verdict);
    }

    [Fact]
    public void Several_segments_that_turn_at_once_are_told_once_each()
    {
        var play = new EnginePlay("""
            { "rules": [
              { "id": "a", "mode": "shadow", "when": "segment.entered", "segment": { "did": "order.paid" }, "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] },
              { "id": "b", "mode": "shadow", "when": "segment.entered", "segment": { "did": "order.paid" }, "then": [ { "do": "hub.tag.add", "with": { "tag": "b" } } ] } ] }
            """).At(Day, "order.paid");
        Assert.Equal(["a", "b"], play.Made("segment.entered").Select(e => e.Property("rule").Text));
    }

    [Fact]
    public void Our_own_write_that_comes_back_is_still_a_link_of_the_chain() =>
        Assert.Equal(Verdict.LoopStopped, Play("segment.entered", """{ "field": "contact.tags", "contains": "x" }""")
            .At(Day, "contact.tagged", null, e => EnginePlay.With(("tag", "x"))(e) with { Cause = new("k", MappingEngine.HopLimit, true) }).Decisions.Single().Verdict);

    private static EnginePlay Play(string when, string segment, string more = """ "mode": "live", """, string first = "") => new(
        $$"""{ "rules": [ { "id": "in", {{more}} "when": "{{when}}", "segment": {{segment}}, "then": [ {{first}}{ "do": "shop.tag.add", "with": { "tag": "check" }, "touch": "internal" } ] } ] }""");
}
