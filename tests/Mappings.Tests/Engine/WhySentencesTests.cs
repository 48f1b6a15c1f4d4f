using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class WhySentencesTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Who_was_asked_before_reads_when_and_when_it_is_possible_again()
    {
        var play = new EnginePlay("""
            { "rules": [ { "id": "ask", "mode": "live", "when": "order.fulfilled", "if": { "not": { "did": "contact.tagged[review-request]", "within": "P180D" } }, "then": [ { "do": "mail.tag.add", "with": { "tag": "x" } } ] } ] }
            """).At(Day, "contact.tagged", null, EnginePlay.With(("tag", "review-request"))).At(93 * Day, "order.fulfilled", "o1");
        Assert.Equal(
            "Mira: 'ask' did not begin because they got a tag (review-request) in the last 180 days (once on Tue 3 Nov 09:00). Next possible: Sun 2 May 10:00.",
            Assert.Single(play.Decisions, d => d.Verdict == Verdict.ConditionFalse).Sentence);
    }

    [Fact]
    public void A_value_that_does_not_fit_reads_with_what_was_wanted()
    {
        var play = new EnginePlay("""{ "rules": [ { "id": "big", "mode": "live", "when": "order.paid", "if": { "field": "contact.orders.count", "gte": 3 }, "then": [ { "do": "mail.tag.add", "with": { "tag": "x" } } ] } ] }""").At(Day, "order.paid", "o1");
        Assert.Equal("Mira: 'big' did not begin because this does not hold: the number of their orders is at least 3 (it is 1).", Assert.Single(play.Decisions).Sentence);
    }

    [Fact]
    public void Who_ordered_by_themselves_reads_how_long_before_the_reminder_was_due()
    {
        var play = new EnginePlay("""{ "rules": [ { "id": "remind", "mode": "live", "when": "checkout.abandoned", "then": [ { "wait": "PT3H", "until": [ "order.placed" ] }, { "do": "mail.tag.add", "with": { "tag": "x" } } ] } ] }""")
            .At(TimeSpan.FromHours(1), "checkout.started", "c1").At(TimeSpan.FromMinutes(240), "order.placed", "o1", EnginePlay.With(("orderName", "#1043")));
        Assert.Contains(play.Decisions, d => d.Sentence == "Mira: 'remind' ended early because they ordered on Mon 2 Nov 13:00 (#1043), 60 minutes before the next step was due.");
    }
}
