using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>A rule tried on somebody of the team: the example's words, the team's address, nothing that cannot be taken back.</summary>
public sealed class RuleTryTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 8, 2, 0, 0, TimeSpan.Zero); // a Sunday, in the quiet hours
    private static readonly ClientContext Client = new("kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de",
        [new("shop", "shopify", "Shopify", "shop", true), new("mail", "mailchimp", "Mailchimp", "mail", true), new("crm", "hubspot", "HubSpot", "crm", true)], [], 1);

    [Fact]
    public void Waits_limits_consent_and_quiet_hours_are_left_out_and_the_mail_goes_to_the_team()
    {
        var tried = Try("""
            [ { "wait": "P3D" }, { "do": "mail.field.set", "with": { "field": "GREET", "value": "Dear {{ contact.firstName }}, {{ event.orderName }}" } },
              { "do": "mail.tag.add", "with": { "tag": "care" }, "touch": "marketing", "starts": { "flow": "Care", "expect": { "event": "email.sent", "within": "PT2H" } } }, { "wait": "P7D" }, { "do": "mail.tag.remove", "with": { "tag": "care" } } ]
            """);
        Assert.Equal(["mail.field.set", "mail.tag.add"], tried.Actions.Select(a => a.Name));
        Assert.All(tried.Actions, a => Assert.Equal(("owner@example.com", TouchClass.Internal), (a.Email, a.Class)));
        Assert.Equal("Dear Mira, #7", tried.Actions[0].Arguments["value"].ToString());
        Assert.NotNull(tried.Actions[1].Expect);
        Assert.Equal(["The wait of 3 days is left out.", "The wait of 7 days is left out."], tried.Skipped.AsEnumerable());
    }

    [Fact]
    public void What_cannot_be_taken_back_is_named_and_left_out()
    {
        var tried = Try("""[ { "do": "hub.alert", "with": { "text": "x" } }, { "do": "crm.task.create", "with": { "subject": "Ring" } }, { "do": "mail.tag.add", "with": { "tag": "a" } } ]""");
        Assert.Single(tried.Actions);
        Assert.Equal(["It would tell the owner; that cannot be taken back, so a test leaves it out.", "It would make the task 'Ring' in HubSpot; that cannot be taken back, so a test leaves it out."], tried.Skipped.AsEnumerable());
    }

    [Theory]
    [InlineData("Mira", "many")]
    [InlineData("Owner", "few")]
    public void Decisions_go_by_the_examples_values(string name, string tag) =>
        Assert.Equal(tag, Try($$"""[ { "if": { "field": "contact.firstName", "eq": "{{name}}" }, "then": [ { "do": "mail.tag.add", "with": { "tag": "many" } } ], "else": [ { "do": "mail.tag.add", "with": { "tag": "few" } } ] } ]""").Actions.Single().Arguments["tag"].ToString());

    [Fact]
    public void Nobody_gets_the_examples_address()
    {
        var tried = Try("""[ { "do": "mail.tag.add", "with": { "tag": "a" } } ]""", address: false);
        Assert.Empty(tried.Actions);
        Assert.Contains("no address is known", tried.Skipped.Single(), StringComparison.Ordinal);
    }

    private static TestedRule Try(string steps, bool address = true)
    {
        var loaded = MappingLoader.Load($$"""{ "rules": [ { "id": "a", "mode": "off", "when": "order.fulfilled", "then": {{steps}} } ] }""", "m", Actions.All);
        Assert.Empty(loaded.Mistakes);
        var team = SubjectState.New("contact:1", 1);
        team = address ? team with { Identities = ImmutableSortedDictionary<string, string>.Empty.Add("email", "owner@example.com") } : team;
        var trigger = new JourneyEvent
        {
            NaturalKey = "e1", Name = "order.fulfilled", Subject = EventSubject.Person, OccurredAt = Night.AddDays(-90), Connection = "shop", Tool = "shopify",
            Properties = ImmutableSortedDictionary<string, Value>.Empty.Add("orderName", Value.Of("#7")),
            Fields = ImmutableSortedDictionary<string, Value>.Empty.Add("firstName", Value.Of("Mira")).Add("email", Value.Of("mira@example.com")),
        };
        var example = FactsFold.Apply(ContactFacts.Empty, trigger, StageModels.Default).Facts;
        return MappingEngine.Try(loaded.Mapping!, Client, loaded.Mapping!.Rule("a")!, team, example, trigger, "test:1", Night);
    }
}
