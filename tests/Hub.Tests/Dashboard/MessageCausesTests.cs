using System.Collections.Immutable;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>What is likely is never worded as certain.</summary>
public sealed class MessageCausesTests
{
    private static readonly DateTimeOffset Left = new(2026, 11, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly ClientLens Lens = new(SampleBakery.Setup().Value.Clients["kornhaus"], SampleBakery.Now);

    [Fact]
    public void A_flow_of_the_mails_name_that_a_rule_started_is_its_cause()
    {
        var (cause, why, action) = Of("Welcome 1", Act(minutesBefore: 2, expect: "Welcome"));
        Assert.Equal((MessageCause.Rule, "greet"), (cause, action?.Rule));
        Assert.Contains("which starts the flow “Welcome”", why, StringComparison.Ordinal);
        Assert.DoesNotContain("ikely", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_in_the_same_time_is_only_likely()
    {
        var (cause, why, _) = Of("Hello there", Act(minutesBefore: 2, expect: "Welcome"));
        Assert.Equal(MessageCause.LikelyRule, cause);
        Assert.StartsWith("Likely: ", why, StringComparison.Ordinal);
        Assert.EndsWith("cannot be seen.", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "Welcome", "mail")]
    [InlineData(-30, "Welcome", "mail")]
    [InlineData(2, "Welcome", "shop")]
    public void A_deed_of_long_before_of_afterwards_and_of_another_tool_is_none(int minutesBefore, string flow, string connection) =>
        Assert.Equal(MessageCause.Unknown, Of("Welcome 1", Act(minutesBefore, flow, connection)).Cause);

    [Fact]
    public void A_sending_by_hand_is_its_cause_whatever_rules_did()
    {
        var sending = Mail with { Name = "campaign.sent", Properties = ImmutableSortedDictionary<string, Value>.Empty.Add("recipients", Value.Of("31")) };
        var (cause, why, action) = MessageCauses.Of(Mail, "Welcome", sending, [RuleDeed.Of(Act(2, "Welcome"))], Lens);
        Assert.Equal((MessageCause.Campaign, null), (cause, action));
        Assert.Contains("to 31 people", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_known_it_says_so() => Assert.StartsWith("Unknown:", Of("Sale").Why, StringComparison.Ordinal);

    private static JourneyEvent Mail => new() { NaturalKey = "mail:member:1:email.sent:c1", Name = "email.sent", Subject = EventSubject.Person, OccurredAt = Left, Connection = "mail", Tool = "mailchimp" };

    private static (MessageCause Cause, string Why, ActionRow? Action) Of(string title, params ActionRow[] actions) => MessageCauses.Of(Mail, title, null, [.. actions.Select(RuleDeed.Of)], Lens);

    private static ActionRow Act(int minutesBefore, string? expect = null, string connection = "mail") => new()
    {
        Id = 1, Rule = "greet", Connection = connection, Name = "mail.tag.add", Payload = """{"tag":"welcome"}""", Touch = (int)TouchClass.Marketing, UpdatedAt = Left.AddMinutes(-minutesBefore).ToUnixTimeMilliseconds(),
        Expect = expect is null ? null : $$"""{"flow":"{{expect}}","event":"email.sent","within":"02:00:00"}""",
    };
}
