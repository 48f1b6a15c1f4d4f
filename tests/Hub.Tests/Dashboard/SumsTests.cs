using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Numbers that stand on a page together must add up.</summary>
public sealed class SumsTests
{
    private static readonly ClientLens Lens = new(SampleBakery.Connected(), SampleBakery.Now, StageModels.Find("local-business"));

    [Fact]
    public void Orders_are_first_and_repeat_and_money_follows()
    {
        var week = WeekView.Of(new([], [new(0, "EUR", 84, 30_690_000, 46, 15_870_000), new(1, "EUR", 70, 25_000_000, 38, 12_000_000)]), Lens);
        Assert.Equal(week.Orders, week.First + week.Repeat);
        Assert.Equal(("€3,069", "€1,587", "€1,482"), (week.OrderSum, week.FirstSum, week.RepeatSum));
        Assert.Equal(week.First, week.FirstByWeek[^1]);
    }

    [Fact]
    public void Two_currencies_are_never_added() =>
        Assert.Equal("€10 + CHF 20", WeekView.Of(new([], [new(0, "EUR", 1, 100_000, 1, 100_000), new(0, "CHF", 1, 200_000, 0, 0)]), Lens).OrderSum);

    [Fact]
    public void A_stage_counts_everybody_who_entered_it_wherever_they_came_from()
    {
        var week = WeekView.Of(new([new("purchase", "visit", true, 5), new("purchase", "consideration", true, 2), new("purchase", null, true, 1), new("purchase", "visit", false, 3), new("lapsed", "purchase", true, 4)], []), Lens);
        var bought = week.Stages.Single(s => s.Stage.Id == "purchase");
        Assert.Equal((8, 3, 5, 4, "+5"), (bought.Entered, bought.Before, bought.FromBefore, bought.Quiet, bought.Change));
        Assert.True(week.Stages.All(s => s.FromBefore <= s.Entered));
    }

    [Fact]
    public void Contacts_by_stage_sum_to_all_contacts_those_without_a_stage_too()
    {
        var counts = StageCounts.Of(new Dictionary<string, int> { ["purchase"] = 28, ["lapsed"] = 2, [""] = 3, ["an-old-stage"] = 1 }, Lens);
        Assert.Equal(34, counts.Total);
        Assert.Equal(["Found us", "Interested", "Coming by", "Bought", "Just been", "Regular", "Recommends us", "an-old-stage", "Gone quiet", "No stage"], counts.Stages.Select(s => s.Stage.Name));
    }

    [Fact]
    public void Home_tells_as_many_new_messages_as_the_connections_days_hold()
    {
        Counter[] counters = [Count("mail", 10, "received", 50), Count("mail", 10, "duplicate", 48), Count("mail", 9, "received", 7), Count("mail", 9, "duplicate", 1), Count("shop", 10, "received", 3)];
        var rows = new ConnectionRows([], [], counters, [new("mail", 20261110, (int)EnvelopeState.Done, 2), new("mail", 20261109, (int)EnvelopeState.Open, 6), new("shop", 20261110, (int)EnvelopeState.Done, 3)], new Dictionary<string, long>());
        var mail = ConnectionDays.Of(rows, Lens).Single(d => d.Connection.Id == "mail");
        Assert.Equal(ConnectionDays.Shown, mail.Days.Count);
        Assert.Equal((57L, 57L, 0L), (mail.Sum.Received, mail.Sum.Parts, mail.Sum.Difference));
        Assert.Equal(8, mail.Days.Sum(d => d.Fresh));
        Assert.Equal(8, Home(week: counters).NewMessages("mail"));
    }

    [Fact]
    public void Actions_are_the_sum_over_the_rules_and_minutes_the_sum_of_actions()
    {
        var view = HomeView.Of(Home(done: [Did("a", "mail.tag.add", 5), Did("a", "mail.field.set", 2), Did("b", "shop.tag.add", 4), Did("b", "shop.tag.add", 9, ActionState.Rejected)]), Lens);
        Assert.Equal(11, view.DoneTotal);
        Assert.Equal(view.DoneTotal, view.Did.Sum(d => d.N));
        Assert.Equal(view.DoneTotal * HomeView.MinutesAnAction, view.Saved.TotalMinutes);
    }

    [Fact]
    public void What_waits_is_counted_once_although_a_rule_tells_it_three_times()
    {
        var at = SampleBakery.At(60);
        var rows = Home(
            alerts: [Alert("bad-review", "rule", at, "1 star from 'Lena K.'"), Alert("bad-review", "task", at, "Answer the review of Lena K."), Alert("late-order", "rule", at, "Order #1 is late", 10), Alert("late-order", "rule", at + 1, "Order #2 is late", 11)],
            approvals: [new Approval { Client = "kornhaus", Rule = "bad-review", Title = "Answer Lena K.", CreatedAt = at }]);
        var needs = HomeNeeds.Of(rows, Lens);
        Assert.Equal([(1, "Draft waits for your OK"), (2, "Late order")], needs.Select(n => (n.N, n.Title)));
        Assert.Equal("3 things need you, 0 were done without you", HomeView.Of(rows, Lens).Finding);
        Assert.StartsWith("Answer Lena K.", needs[0].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("..", needs[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_alert_leads_with_what_happened_and_links_to_where_it_is_seen()
    {
        var need = Assert.Single(HomeNeeds.Of(Home(alerts: [new AlertRow { Client = "kornhaus", Key = "quiet:crm", Kind = "quiet", RaisedAt = SampleBakery.At(5), Text = "HubSpot is quiet: nothing came for 19 hours; usual is one call every 40 minutes." }]), Lens));
        Assert.Equal(("HubSpot is quiet", "/c/kornhaus/connections/crm"), (need.Title, need.Link));
        Assert.StartsWith("Nothing came for 19 hours; usual is one call every 40 minutes. Since ", need.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rules_reasons_sum_to_its_conclusions()
    {
        var mapping = MappingLoader.Load("""{ "extends": ["pack:local-business"], "rules": [ { "id": "review-request", "mode": "live" } ] }""", "mapping.json", ActionCatalog.Of(SampleBakery.Connected())).Mapping!;
        var rule = RuleView.Of(mapping, [new("review-request", (int)Verdict.Acted, 3, 3), new("review-request", (int)Verdict.NoConsent, 5, 4), new("review-request", (int)Verdict.Waits, 2, 2)], [Did("review-request", "mail.tag.add", 3)], Lens)[0];
        Assert.Equal("review-request", rule.Rule.Id);
        Assert.Equal((10L, 5L, 5L, 3), (rule.Total, rule.Fired, rule.NotFired, rule.Actions));
        Assert.Equal(rule.Total, rule.Reasons.Sum(r => r.N));
    }

    private static HomeRows Home(IReadOnlyList<DoneCount>? done = null, IReadOnlyList<AlertRow>? alerts = null, IReadOnlyList<Approval>? approvals = null, IReadOnlyList<Counter>? week = null) =>
        new(alerts ?? [], approvals ?? [], [], 0, [], 0, 0, done ?? [], [], [], [], [], week ?? [], new Dictionary<long, string>(), []);

    private static DoneCount Did(string rule, string name, int n, ActionState state = ActionState.Done) => new(rule, name, "mail", "", (int)state, n, n);

    private static AlertRow Alert(string rule, string kind, long at, string text, long? contact = null) =>
        new() { Client = "kornhaus", Key = rule + kind + at, Kind = kind, Rule = rule, RaisedAt = at, Text = text, Contact = contact };

    private static Counter Count(string connection, int day, string kind, long n) => new() { Client = "kornhaus", Connection = connection, Day = 20261100 + day, Kind = kind, N = n };
}
