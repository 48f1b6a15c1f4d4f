using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class SettlingTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly ConnectionRef Crm = new("crm", "hubspot", "HubSpot", "crm", true);

    private const string Late = """
        { "rules": [ { "id": "late", "mode": "live", "when": "order.paid", "key": "event.orderId", "goal": "order.fulfilled same key within P9D",
          "then": [ { "wait": "P1D", "until": [ { "event": "order.fulfilled", "sameKey": true } ] }, { "do": "hub.alert", "with": { "text": "late" } }, { "do": "crm.task.create", "with": { "subject": "ring", "due": "PT4H" } } ] } ] }
        """;

    [Fact]
    public void What_a_rule_asked_for_is_settled_by_the_event_it_waited_for()
    {
        var play = new EnginePlay(Late).At(Day, "order.paid", "o1").Until(3 * Day);
        Assert.Equal(2, play.Alerts.Count);
        play.At(4 * Day, "order.fulfilled", "o1");
        Assert.Equal(play.Alerts.Select(a => a.Key).Order(), play.Solved.Intersect(play.Alerts.Select(a => a.Key)).Order());
    }

    [Fact]
    public void Another_order_settles_nothing() => Assert.Empty(new EnginePlay(Late).At(Day, "order.paid", "o1").At(3 * Day, "order.fulfilled", "o2").Solved);

    [Fact]
    public void What_was_never_raised_is_not_settled() => Assert.Empty(new EnginePlay(Late).At(Day, "order.paid", "o1").At(Day * 1.5, "order.fulfilled", "o1").Solved);

    [Fact]
    public void Our_own_deed_that_comes_back_settles_too() =>
        Assert.NotEmpty(new EnginePlay(Late).At(Day, "order.paid", "o1").At(3 * Day, "order.fulfilled", "o1", e => e with { Cause = new("k", 1, true) }).Solved);

    [Fact]
    public void It_is_settled_once()
    {
        var play = new EnginePlay(Late).At(Day, "order.paid", "o1").At(3 * Day, "order.fulfilled", "o1");
        var settled = play.Solved.Count;
        Assert.Equal(settled, play.At(4 * Day, "order.fulfilled", "o1").Solved.Count);
    }

    [Fact]
    public void A_task_for_somebody_the_crm_does_not_know_stands_in_the_hub()
    {
        var play = new EnginePlay(Late, Crm).At(Day, "order.paid", "o1").Until(3 * Day);
        Assert.Empty(play.Planned);
        var task = Assert.Single(play.Alerts, a => a.Kind == "task");
        Assert.Equal(EnginePlay.Monday + (2 * Day) + TimeSpan.FromHours(4), task.DueAt);
        Assert.Contains(play.Decisions, d => d.Sentence.Contains("here, because they are not known in HubSpot", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_for_somebody_the_crm_knows_goes_there_with_its_time()
    {
        var play = new EnginePlay(Late, Crm).Knows("crm:contact", "17").At(Day, "order.paid", "o1").Until(3 * Day);
        Assert.Equal(EnginePlay.Monday + (2 * Day) + TimeSpan.FromHours(4), Assert.Single(play.Planned).Arguments["due"].Time);
        Assert.DoesNotContain(play.Alerts, a => a.Kind == "task");
    }
}
