using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class OwnEventsTests
{
    private const string Nothing = "{ }";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void What_people_state_about_how_they_heard_of_us_is_their_source()
    {
        var play = new EnginePlay("""{ "heardOf": [ "mail.HEARD" ] }""").At(Hour, "newsletter.joined", null, Heard("A friend told me"));
        var source = Assert.Single(play.Made("source.recorded"));
        Assert.Equal(("friend", "first", "stated"), (source.Property("channel").Text, source.Property("touch").Text, source.Property("confidence").Text));
    }

    [Fact]
    public void The_same_answer_seen_again_is_no_second_source() =>
        Assert.Single(new EnginePlay("""{ "heardOf": [ "mail.HEARD" ] }""").At(Hour, "newsletter.joined", null, Heard("friend")).At(2 * Hour, "contact.updated", null, Heard("friend")).Made("source.recorded"));

    [Fact]
    public void An_answer_counts_before_the_link_of_the_same_event()
    {
        var play = new EnginePlay("""{ "heardOf": [ "heardOf" ] }""").At(Hour, "order.placed", "o1", e => EnginePlay.With(("heardOf", "Instagram"))(e) with { Source = new() { Channel = "direct" } });
        Assert.Equal("social", Assert.Single(play.Made("source.recorded")).Property("channel").Text);
    }

    [Fact]
    public void A_lead_is_hot_once_its_score_crosses_the_line()
    {
        var play = new EnginePlay("""{ "hotScore": 20 }""").At(Hour, "hub.score.changed", null, EnginePlay.With(("points", 15))).At(2 * Hour, "hub.score.changed", null, EnginePlay.With(("points", 10)))
            .At(3 * Hour, "hub.score.changed", null, EnginePlay.With(("points", 10)));
        Assert.Equal(25, Assert.Single(play.Made("lead.qualified")).Property("score").Number);
    }

    [Fact]
    public void The_third_order_is_the_third_by_its_own_time_also_when_an_earlier_one_is_heard_of_last()
    {
        var play = new EnginePlay(Nothing).At(Hour, "order.placed", "o2").At(20 * Day, "order.placed", "o3").At(21 * Day, "order.placed", "o1", e => e with { OccurredAt = EnginePlay.Monday - Day });
        Assert.Equal([EnginePlay.Monday + (20 * Day), EnginePlay.Monday + (20 * Day)], play.Made("milestone.reached").Select(m => m.OccurredAt));
    }

    [Fact]
    public void Three_orders_within_ninety_days_that_show_only_with_a_late_one_are_a_milestone_too()
    {
        var play = new EnginePlay(Nothing).At(Hour, "order.placed", "o1").At(60 * Day, "order.placed", "o3").At(61 * Day, "order.placed", "o2", e => e with { OccurredAt = EnginePlay.Monday + (30 * Day) });
        Assert.Contains(play.Made("milestone.reached"), m => m.Property("kind").Text == "orders-in-90-days" && m.OccurredAt == EnginePlay.Monday + (60 * Day));
    }

    [Fact]
    public void Another_score_makes_no_lead() =>
        Assert.Empty(new EnginePlay("""{ "hotScore": 20 }""").At(Hour, "hub.score.changed", null, EnginePlay.With(("points", 30), ("score", "risk"))).Made("lead.qualified"));

    [Fact]
    public void A_note_answers_what_was_asked_last_and_only_once()
    {
        var play = new EnginePlay(Nothing).At(Hour, "form.submitted", "f1").At(3 * Hour + TimeSpan.FromMinutes(10), "note.logged").At(4 * Hour, "note.logged");
        var answered = Assert.Single(play.Made("lead.answered"));
        Assert.Equal((130m, "form.submitted", "f1"), (answered.Property("minutes").Number, answered.Property("raisedBy").Text, answered.Key));
    }

    [Theory]
    [InlineData("crm", 1)]
    [InlineData("mail", 0)]
    public void A_mail_answers_when_a_colleague_wrote_it(string connection, int answers) =>
        Assert.Equal(answers, new EnginePlay(Nothing, new Mappings.Engine.ConnectionRef("crm", "hubspot", "HubSpot", "crm", true))
            .At(Hour, "message.received", "t1").At(2 * Hour, "email.sent", null, e => e with { Connection = connection }).Made("lead.answered").Count());

    [Fact]
    public void A_note_without_a_question_answers_nothing() => Assert.Empty(new EnginePlay(Nothing).At(Hour, "note.logged").Made("lead.answered"));

    [Fact]
    public void Our_own_note_is_no_answer() =>
        Assert.Empty(new EnginePlay(Nothing).At(Hour, "form.submitted").At(2 * Hour, "note.logged", null, e => e with { Cause = new("k", 1, true) }).Made("lead.answered"));

    [Fact]
    public void The_start_is_complete_when_every_step_of_the_list_is_done()
    {
        var play = new EnginePlay(Nothing).At(Hour, "deal.won", "d1");
        foreach (var (step, i) in new[] { "documents", "documents", "kick-off" }.Select((s, i) => (s, i)))
        {
            play.At((2 + i) * Day, "onboarding.step.completed", "d1", EnginePlay.With(("step", step), ("of", 2)));
        }

        var done = Assert.Single(play.Made("onboarding.completed"));
        Assert.Equal(("d1", 4m), (done.Key, done.Property("daysSinceWon").Number));
    }

    [Fact]
    public void Silence_beyond_the_own_habit_is_a_lapse_with_its_usual_gap()
    {
        var play = Buyer().Until(200 * Day);
        var lapsed = Assert.Single(play.Made("contact.lapsed"));
        Assert.Equal((75m, 30m), (lapsed.Property("daysQuiet").Number, lapsed.Property("usualGapDays").Number));
        Assert.Equal("lapsed", play.State.Facts.Stage!.Stage);
    }

    [Fact]
    public void While_history_is_read_nobody_goes_quiet_between_two_of_its_orders()
    {
        var play = new EnginePlay(Nothing);
        for (var i = 0; i < 6; i++)
        {
            play.At(Hour + TimeSpan.FromSeconds(i), "order.placed", "o" + i, e => e with { Historical = true, OccurredAt = EnginePlay.Monday.AddDays(-300 + (i * 16)) });
        }

        Assert.Empty(play.Made("contact.lapsed"));
        var lapsed = Assert.Single(play.Until(3 * Hour).Made("contact.lapsed"));
        Assert.Equal((EnginePlay.Monday.AddDays(-220 + 60), true), (lapsed.OccurredAt, lapsed.Historical));
        Assert.Equal(1, play.State.Facts.Stage!.Cycle);
    }

    [Fact]
    public void A_timer_of_a_joined_record_does_not_make_somebody_quiet_who_was_heard_of_since()
    {
        var play = Buyer();
        var timer = play.State.Runs.Values.Single(r => r.Rule == "hub.lapse");
        play.At(130 * Day, "order.placed", "o9").Keep(timer with { Id = "hub.lapse|of another record", Trigger = timer.Trigger });
        Assert.Empty(play.Until(198 * Day).Made("contact.lapsed"));
    }

    [Fact]
    public void A_return_opens_the_next_cycle_and_keeps_the_event_that_brought_it()
    {
        var play = Buyer().Until(200 * Day).At(201 * Day, "order.placed", "o9");
        Assert.Single(play.Made("contact.returned"));
        var stage = play.State.Facts.Stage!;
        Assert.Equal((2, "order.placed"), (stage.Cycle, stage.EventName));
    }

    [Fact]
    public void A_return_names_the_rule_that_wrote_in_between()
    {
        const string winBack = """{ "rules": [ { "id": "win-back", "mode": "live", "when": "contact.lapsed", "then": [ { "do": "mail.tag.add", "with": { "tag": "back" }, "touch": "marketing" } ] } ] }""";
        var play = Buyer(winBack).Until(200 * Day).At(201 * Day, "order.placed", "o9");
        Assert.Equal("win-back", Assert.Single(play.Made("contact.returned")).Property("broughtBy").Text);
    }

    [Theory]
    [InlineData("deal.created")]
    [InlineData("ticket.opened")]
    [InlineData("meeting.booked")]
    public void Nobody_lapses_while_something_is_open(string name) => Assert.Empty(Buyer().At(130 * Day, name, "x").Until(300 * Day).Made("contact.lapsed"));

    [Fact]
    public void A_full_year_is_told_where_a_rule_asks_for_it_and_the_next_one_after_it()
    {
        const string asks = """{ "rules": [ { "id": "a", "mode": "shadow", "when": "anniversary.reached", "then": [ { "do": "hub.tag.add", "with": { "tag": "year" } } ] } ] }""";
        var play = new EnginePlay(asks).At(Hour, "order.placed", "o1").At(20 * Day, "order.placed", "o2").Until(800 * Day);
        Assert.Equal([1m, 2m], play.Made("anniversary.reached").Select(e => e.Property("years").Number!.Value));
    }

    [Fact]
    public void Without_a_rule_that_asks_no_year_is_waited_for() =>
        Assert.DoesNotContain(new EnginePlay(Nothing).At(Hour, "order.placed", "o1").State.Runs.Values, r => r.Rule == "hub.anniversary");

    [Fact]
    public void An_order_out_of_a_left_checkout_is_a_recovery()
    {
        var play = new EnginePlay(Nothing).At(Hour, "checkout.started", "c1").At(Hour * 4, "order.placed", "o1", EnginePlay.With(("checkoutToken", "c1")));
        Assert.Single(play.Made("checkout.abandoned"));
        Assert.Equal(120, Assert.Single(play.Made("checkout.recovered")).Property("minutes").Number);
    }

    [Fact]
    public void Each_used_code_is_told() =>
        Assert.Equal(["A", "B"], new EnginePlay(Nothing).At(Hour, "order.placed", "o1", EnginePlay.With(("codes", new[] { "A", "B" }))).Made("discount.redeemed").Select(e => e.Property("code").Text));

    private static EnginePlay Buyer(string mapping = Nothing)
    {
        var play = new EnginePlay(mapping).At(Hour, "consent.given", null, e => e with { Connection = "mail" });
        for (var i = 1; i <= 4; i++)
        {
            play.At(i * 30 * Day, "order.placed", "o" + i);
        }

        return play;
    }

    private static Func<JourneyEvent, JourneyEvent> Heard(string answer) => e => e with { Fields = e.Fields.Add("mail.HEARD", Value.Of(answer)) };
}
