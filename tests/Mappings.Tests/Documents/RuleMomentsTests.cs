using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>Dates and segments as they are written.</summary>
public sealed class RuleMomentsTests
{
    [Theory]
    [InlineData("""{ "after": "order.paid" }""", "`after` needs `wait` or `every`")]
    [InlineData("""{ "after": "order.payed", "wait": "P1D" }""", "order.payed")]
    [InlineData("""{ "after": "order.paid", "every": "PT1H" }""", "shorter than a day")]
    [InlineData("""{ "after": "order.paid", "weekly": "monday" }""", "or says several")]
    [InlineData("""{ "at": "10:00" }""", "does not say which date")]
    [InlineData("""{ "field": "event.start" }""", "only a field of the contact")]
    [InlineData("""{ "on": "12-32" }""", "`12-32` is no day")]
    [InlineData("""{ "on": [] }""", "names no day")]
    [InlineData("""{ "weekly": "7" }""", "weekday")]
    [InlineData("""{ "monthly": 0 }""", "no day of a month")]
    [InlineData("""{ "weekly": "monday", "before": "P1D" }""", "before")]
    [InlineData("\"tomorrow\"", "does not say which date")]
    public void A_date_that_cannot_be_meant_is_named(string date, string says) => Assert.Contains(Mistakes($"\"when\": \"date.reached\", \"date\": {date}"), m => m.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"when\": \"date.reached\"", "`date.reached` needs `date`")]
    [InlineData("\"when\": \"segment.left\"", "`segment.left` needs `segment`")]
    [InlineData("\"when\": \"order.paid\", \"leaves\": [ \"segment.left\" ]", "`segment.left` needs `segment`")]
    [InlineData("\"when\": \"order.paid\", \"date\": { \"weekly\": \"monday\" }", "nothing begins at this date")]
    [InlineData("\"when\": \"order.paid\", \"segment\": { \"did\": \"order.paid\" }", "nothing begins at this segment")]
    [InlineData("\"when\": \"segment.entered\", \"segment\": { \"not\": { \"field\": \"event.value\", \"gt\": 3 } }", "is about one event")]
    [InlineData("\"when\": \"segment.entered\", \"segment\": { \"did\": \"order.paid\", \"sameKey\": true }", "is about one event")]
    [InlineData("\"when\": \"order.paid\", \"if\": { \"did\": \"order.paid\", \"within\": \"P10D\", \"before\": \"P10D\" }", "nothing can lie between")]
    public void What_belongs_together_must_stand_together(string rule, string says) => Assert.Contains(Mistakes(rule), m => m.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"when\": \"date.reached[other]\"")]
    [InlineData("\"when\": [ \"order.paid\", \"segment.entered\" ], \"segment\": { \"did\": \"order.paid\" }, \"already\": \"5 a day\"")]
    [InlineData("\"when\": \"date.reached\", \"date\": { \"on\": \"{{ parameters.days }}\", \"before\": \"P21D\" }")]
    public void What_can_be_meant_has_no_mistake(string rule) => Assert.Empty(Mistakes(rule));

    [Fact]
    public void What_is_watched_changes_with_dates_and_segments_and_not_with_other_words()
    {
        string Sign(string rule) => MappingLoader.Load($$"""{ "rules": [ { "id": "a", {{rule}}, "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []).Mapping!.WatchingSign;
        const string Weekly = "\"mode\": \"live\", \"when\": \"date.reached\", \"date\": { \"weekly\": \"monday\" }";
        Assert.Equal(Sign(Weekly), Sign(Weekly + ", \"says\": \"x\""));
        Assert.NotEqual(Sign(Weekly), Sign(Weekly.Replace("monday", "friday", StringComparison.Ordinal)));
        Assert.Empty(Sign(Weekly.Replace("live", "off", StringComparison.Ordinal)));
        Assert.Empty(Sign("\"mode\": \"live\", \"when\": \"order.paid\""));
    }

    private static string[] Mistakes(string rule) =>
        [.. MappingLoader.Load($$"""{ "parameters": { "days": "12-24, 2027-03-28" }, "rules": [ { "id": "a", {{rule}}, "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []).Mistakes.Select(m => m.ToString())];
}
