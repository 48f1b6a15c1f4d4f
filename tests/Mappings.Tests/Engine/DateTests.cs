using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>Rules that begin by date.</summary>
public sealed class DateTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void So_long_after_the_latest_event_the_rule_begins_once()
    {
        var play = Play("""{ "after": "order.paid", "wait": "P30D" }""").At(Day, "order.paid", "o1").At(11 * Day, "order.paid", "o2").Until(100 * Day);
        Assert.Equal([EnginePlay.Monday + (41 * Day)], play.Made("date.reached").Select(e => e.OccurredAt));
        Assert.Equal("o2", play.Made("date.reached").Single().Key);
        Assert.Single(play.Planned);
    }

    [Fact]
    public void Again_and_again_until_something_ends_it()
    {
        var play = Play("""{ "after": "onboarding.completed", "every": "P30D", "until": [ "deal.lost" ], "at": "10:00" }""")
            .At(Day, "onboarding.completed", "d1").At(100 * Day, "deal.lost", "d1").Until(300 * Day);
        Assert.Equal(["2026-12-03 10:00", "2027-01-02 10:00", "2027-02-01 10:00"], play.Made("date.reached").Select(Local));
        Assert.Empty(play.State.Runs);
    }

    [Fact]
    public void A_longer_first_wait_goes_before_the_rhythm() =>
        Assert.Equal([60, 90, 120], Play("""{ "after": "order.paid", "wait": "P60D", "every": "P30D" }""").At(TimeSpan.Zero, "order.paid").Until(121 * Day).Made("date.reached").Select(e => (e.OccurredAt - EnginePlay.Monday).Days));

    [Theory]
    [InlineData("""{ "on": "12-24, 2026-11-20", "before": "P7D", "at": "09:30" }""", "2026-11-13 09:30", "2026-12-17 09:30")]
    [InlineData("""{ "weekly": "friday" }""", "2026-11-06 10:00", "2026-11-13 10:00")]
    [InlineData("""{ "monthly": 31, "at": "08:00" }""", "2026-11-30 08:00", "2026-12-31 08:00")]
    public void Days_of_the_calendar_come_at_local_time(string date, string first, string second) =>
        Assert.Equal([first, second], Play(date).At(TimeSpan.Zero, "order.paid").Until(120 * Day).Made("date.reached").Select(Local).Take(2));

    [Fact]
    public void Each_year_before_the_day_that_a_field_holds()
    {
        var play = Play("""{ "field": "contact.shop.birthday", "yearly": true, "before": "P7D" }""")
            .At(TimeSpan.Zero, "contact.updated", null, e => e with { Fields = e.Fields.Add("shop.birthday", Value.Of("1990-02-05")) }).Until(500 * Day);
        Assert.Equal(["2027-01-29 10:00", "2028-01-29 10:00"], play.Made("date.reached").Select(Local));
        Assert.Equal("2027-02-05", play.Made("date.reached").First().Property("day").Text);
    }

    [Fact]
    public void A_field_without_a_day_has_no_date() =>
        Assert.Empty(Play("""{ "field": "contact.shop.birthday", "yearly": true }""").At(TimeSpan.Zero, "contact.updated", null, e => e with { Fields = e.Fields.Add("shop.birthday", Value.Of("soon")) }).Until(500 * Day).State.Runs);

    [Fact]
    public void Of_a_day_that_is_the_same_for_all_only_those_hear_for_whom_the_conditions_hold()
    {
        var play = Play("""{ "weekly": "friday" }""", """ "mode": "live", "if": { "did": "order.paid", "within": "P5D" }, """).At(TimeSpan.Zero, "order.paid").Until(60 * Day);
        Assert.Equal(["2026-11-06 10:00"], play.Made("date.reached").Select(Local));
        Assert.Single(play.Decisions, d => d.Verdict == Verdict.Acted);
    }

    [Fact]
    public void A_date_of_ones_own_that_comes_to_nothing_says_why() =>
        Assert.Equal(Verdict.ConditionFalse, Play("""{ "after": "order.paid", "wait": "P30D" }""", """ "mode": "live", "if": { "did": "order.refunded" }, """).At(TimeSpan.Zero, "order.paid").Until(60 * Day).Decisions.Single().Verdict);

    [Fact]
    public void What_was_missed_in_an_outage_is_told_late_once_and_the_rest_is_passed_over()
    {
        var play = Play("""{ "after": "order.paid", "every": "P1D" }""").At(TimeSpan.Zero, "order.paid");
        play.Sleep(10 * Day).Until((11 * Day) + TimeSpan.FromHours(1));
        Assert.Equal([1, 11], play.Made("date.reached").Select(e => (e.OccurredAt - EnginePlay.Monday).Days));
        Assert.Equal(Verdict.TooLate, play.Decisions[0].Verdict);
    }

    [Fact]
    public void An_event_that_is_told_late_still_rings_for_the_date_that_passed_meanwhile()
    {
        var play = Play("""{ "after": "order.paid", "wait": "PT2H" }""").At(2 * Day, "order.paid", null, e => e with { OccurredAt = e.OccurredAt.AddHours(-5) }).Until(3 * Day);
        Assert.Single(play.Made("date.reached"));
    }

    [Fact]
    public void Who_was_known_before_the_rule_is_looked_at_and_gets_a_date()
    {
        var before = Play("""{ "weekly": "friday" }""", """ "mode": "off", """).At(TimeSpan.Zero, "order.paid");
        Assert.Empty(before.State.Runs);
        var play = Play("""{ "after": "order.paid", "wait": "P30D" }""").From(before.State).LookAt().Until(40 * Day);
        Assert.Single(play.Made("date.reached"));
    }

    [Fact]
    public void A_date_of_a_rule_that_is_off_by_then_comes_to_nothing()
    {
        var on = Play("""{ "after": "order.paid", "wait": "P30D" }""").At(TimeSpan.Zero, "order.paid");
        var off = Play("""{ "after": "order.paid", "wait": "P30D" }""", """ "mode": "off", """).From(on.State).Until(40 * Day);
        Assert.Empty(off.Derived);
        Assert.Empty(off.State.Runs);
    }

    private static string Local(JourneyEvent e) => new LocalTime("Europe/Berlin").Of(e.OccurredAt).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static EnginePlay Play(string date, string more = """ "mode": "live", """) => new(
        $$"""{ "rules": [ { "id": "check", {{more}} "when": "date.reached", "date": {{date}}, "then": [ { "do": "shop.tag.add", "with": { "tag": "check" }, "touch": "internal" } ] } ] }""");
}
