using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class WordsTests
{
    private static readonly ClientLens Lens = new(SampleBakery.Connected(), SampleBakery.Now, StageModels.Find("local-business"));

    [Theory]
    [InlineData("order.fulfilled", """{"properties":{"orderName":"#1051"}}""", "Order #1051 handed over")]
    [InlineData("order.fulfilled", """{"properties":{"orderId":"61"}}""", "Order handed over")]
    [InlineData("order.placed", """{"properties":{"orderName":"1052"}}""", "Ordered #1052")]
    [InlineData("hub.goal.reached", """{"properties":{"rule":"late-order"}}""", "Goal of “Late order” reached")]
    [InlineData("milestone.reached", """{"properties":{"kind":"orders","number":3}}""", "Reached 3 orders")]
    [InlineData("review.posted", """{"properties":{"stars":1,"reviewer":"Lena K.","text":"cold @ noon"}}""", "Review posted by Lena K.: 1 star, “cold @ noon”")]
    [InlineData("parcel.lost", null, "Parcel lost")]
    [InlineData("order.placed", "{ not json", "Ordered")]
    public void An_event_is_said_in_words(string name, string? json, string says) => Assert.Equal(says, Words.Event(name, json, null, null));

    [Theory]
    [InlineData("reviews.reply", "", "", "answer to the review posted.")]
    [InlineData("crm.contact.erase", "", "", "record deleted for good.")]
    [InlineData("reviews.hours.special.set", "date", "2026-12-24", "hours of “2026-12-24” set. date: 2026-12-24")]
    public void Who_is_asked_sees_what_follows_a_yes(string action, string name, string value, string says) => Assert.Equal(
        says, Words.AfterYes(action, name.Length == 0 ? new Dictionary<string, Value>() : new Dictionary<string, Value> { [name] = Value.Of(value) }));

    [Fact]
    public void Why_somebody_was_left_out_at_a_split_names_the_share()
    {
        var why = WhyNot.Of(new Hub.Storage.Rows.Decision { Verdict = (int)Verdict.HeldOut, Step = "split", Clause = "split held out 10%", Value = "held out" }, null, Lens);
        Assert.Equal([new ClauseView(false, "Not among the 10 % who are held out at the split to see what it changes", null)], why);
    }

    [Fact]
    public void A_decision_leads_with_its_rule_and_leaves_out_whom_it_stands_beside()
    {
        Assert.Equal("Review request did not begin because it ran before", Words.Decision("review-request", 3, "Noah: 'review-request' did not begin because it ran before."));
        Assert.Equal("Said otherwise.", Words.Decision("review-request", 3, "Said otherwise."));
    }

    [Fact]
    public void Why_not_lists_what_held_what_failed_and_what_was_not_looked_at()
    {
        var rule = Rule("""{ "id": "x", "mode": "live", "when": "order.paid", "if": { "all": [ { "field": "event.value", "gte": 10 }, { "field": "contact.orders.count", "gte": 3 }, { "not": { "did": "ticket.opened", "within": "P30D" } } ] }, "then": [ { "do": "hub.tag.add", "with": { "tag": "t" } } ] }""");
        var why = WhyNot.Of(new Hub.Storage.Rows.Decision { Verdict = (int)Verdict.ConditionFalse, Clause = "contact.orders.count gte 3", Value = "2" }, rule, Lens);
        Assert.Equal([true, false, null], why.Select(c => c.Held));
        Assert.Equal(("The number of their orders is at least 3", "2"), (why[1].Words, why[1].Value));
        Assert.Equal("Not in the last 30 days: they asked for help", why[2].Words);
    }

    [Fact]
    public void A_message_over_the_cap_passed_the_gates_before_it()
    {
        var why = WhyNot.Of(new Hub.Storage.Rows.Decision { Verdict = (int)Verdict.Capped, Clause = "cap marketing 2 in P7D", Value = "2 of 2" }, null, Lens);
        Assert.Equal([true, true, true, true, false], why.Select(c => c.Held));
        Assert.Equal(("Fewer than 2 messages in 7 days", "2 of 2"), (why[^1].Words, why[^1].Value));
    }

    [Fact]
    public void A_no_in_one_tool_counts_in_all_and_who_was_never_asked_has_given_none()
    {
        var at = SampleBakery.Now.AddDays(-1);
        var facts = new ContactFacts().With(new ConsentFact("marketing", "email", "mail", true, at, null, "k1"), new ConsentFact("marketing", "email", "shop", false, at, "unsubscribed", "k2"));
        var tools = ConsentView.Tools(Lens, facts);
        var row = Assert.Single(ConsentView.Of(facts, tools, Lens));
        Assert.Equal(["shop", "mail", "crm"], tools);
        Assert.Equal([false, true, null], row.Answers);
        Assert.False(row.Used);
        Assert.False(Assert.Single(ConsentView.Of(new ContactFacts(), tools, Lens)).Used);
    }

    [Fact]
    public void Who_somebody_is_is_told_without_the_many_ids_of_orders()
    {
        var who = IdentityView.Of(
        [
            Id("shop:order", "61"), Id("shop:order", "62"), Id("shop:customer", "7001"), Id("mail:member", "df4ec2a61ba48b62a687b423bd185aa0"), new Identity { Kind = (int)IdentityKind.Phone, Value = "+4930123456741" },
        ], Lens);
        Assert.Equal(["Shopify customer 7001", "Mailchimp member df4e…aa0", "+4930123 ••• •41", "2 orders in Shopify"], who.Select(i => i.Name));
        Assert.Equal([true, true, false, true], who.Select(i => i.Sure));
    }

    [Fact]
    public void A_rule_of_another_packs_stage_stands_at_the_same_step_here() =>
        Assert.Equal(["Just been", "Bought", "Every stage"], new[] { "after-purchase", "purchase", "all" }.Select(s => Lens.RuleStage(s).Name));

    [Fact]
    public async Task A_long_list_stops_reading_at_its_most()
    {
        var rows = new RowBuffer<int>(100);
        rows.Begin(new Page<int>([.. Enumerable.Range(0, 100)], "5.5"));
        await rows.ReachAsync(50_000, _ => ValueTask.FromResult(new Page<int>([.. Enumerable.Range(0, 100)], "5.5")));
        Assert.Equal((RowBuffer<int>.Most, true, RowBuffer<int>.Most), (rows.Items.Count, rows.IsFull, rows.Expected));
    }

    private static Identity Id(string scope, string value) => new() { Kind = (int)IdentityKind.VendorId, Scope = scope, Value = value, Verified = true };

    private static CompiledRule Rule(string json) => MappingLoader.Load($$"""{ "rules": [ {{json}} ] }""", "mapping.json", ActionCatalog.Of(SampleBakery.Connected())).Mapping!.Rules[0];
}

internal static class FactsOfTests
{
    public static ContactFacts With(this ContactFacts facts, params ConsentFact[] consents) =>
        facts with { Consents = facts.Consents.SetItems(consents.Select(c => KeyValuePair.Create($"{c.Purpose}/{c.Channel}/{c.Tool}", c))) };
}
