using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Mappings.Tests.Words;

/// <summary>Dates and segments in a rule's sentence.</summary>
public sealed class DateWordsTests
{
    [Theory]
    [InlineData("""{ "after": "deal.won", "wait": "P270D" }""", "270 days after a deal with somebody was won: ")]
    [InlineData("""{ "after": "onboarding.completed", "every": "P30D", "until": [ "deal.lost" ], "at": "10:00" }""", "Every 30 days after somebody completed the start until a deal with them is lost, at 10:00: ")]
    [InlineData("""{ "after": "order.paid", "wait": "P14D", "every": "P30D" }""", "2 weeks after somebody paid for an order, and every 30 days from then: ")]
    [InlineData("""{ "on": "12-24, 2027-03-28", "before": "P21D" }""", "3 weeks before 24 December or 28 March 2027, at 10:00: ")]
    [InlineData("""{ "field": "contact.shop.birthday", "yearly": true }""", "On the day in ")]
    [InlineData("""{ "weekly": "monday", "at": "09:00" }""", "Every Monday, at 09:00: ")]
    [InlineData("""{ "monthly": 1 }""", "Every month on the 1st, at 10:00: ")]
    public void A_date_begins_the_sentence(string date, string says) => Assert.StartsWith(says, Say($"\"when\": \"date.reached\", \"date\": {date}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"when\": \"segment.entered\"", "As soon as it is true of somebody that they paid for an order at least 3 times in the last 90 days: ")]
    [InlineData("\"when\": \"segment.left\"", "As soon as it is no longer true of somebody that they paid ")]
    [InlineData("\"when\": [ \"order.cancelled\", \"segment.left\" ]", "When somebody's order is cancelled or as soon as it is no longer true ")]
    public void A_segment_is_said_by_what_it_asks(string when, string says) =>
        Assert.StartsWith(says, Say(when + """, "segment": { "did": "order.paid", "within": "P90D", "times": 3 }"""), StringComparison.Ordinal);

    [Fact]
    public void Its_own_segment_needs_no_name() =>
        Assert.EndsWith(" It ends early when they leave a segment.", Say("""
            "when": "segment.entered", "segment": { "did": "order.paid" }, "leaves": [ "segment.left" ]
            """), StringComparison.Ordinal);

    [Fact]
    public void What_lies_between_two_times_ago_is_said_so() =>
        Assert.Contains("if they paid for an order between 340 days and 370 days ago", Say("""
            "when": "order.paid", "if": { "did": "order.paid", "within": "P370D", "before": "P340D" }
            """), StringComparison.Ordinal);

    [Fact]
    public void The_page_for_somebody_outside_says_the_date_in_words()
    {
        var mapping = MappingLoader.Load("""{ "rules": [ { "id": "a", "when": [ "order.paid", "date.reached" ], "date": { "weekly": "monday" }, "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []).Mapping!;
        Assert.Equal("Somebody pays for an order|Every Monday, at 10:00", string.Join('|', RulePages.Of(mapping, mapping.Rule("a")!, new Dictionary<string, string>(), false).Begins));
    }

    private static string Say(string rule)
    {
        var loaded = MappingLoader.Load($$"""{ "rules": [ { "id": "a", {{rule}}, "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return RuleSentence.Of(loaded.Mapping!.Rule("a")!, new Dictionary<string, string>()).Sentence;
    }
}
