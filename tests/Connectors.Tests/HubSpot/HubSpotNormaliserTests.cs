using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotNormaliserTests
{
    private static readonly ConnectionInfo Connection = new("crm", "anna", "crm", "7001", "Europe/Berlin", "EUR", "DE");

    [Theory]
    [InlineData("contact.creation", "", "contact.created", "contact:9")]
    [InlineData("contact.deletion", "", "contact.deleted", "")]
    [InlineData("contact.restore", "", "contact.restored", "contact:9")]
    [InlineData("contact.privacyDeletion", "", "privacy.erasure.requested", "")]
    [InlineData("contact.propertyChange", ""","propertyName":"city","propertyValue":"Ulm" """, "contact.updated", "")]
    [InlineData("object.propertyChange", ""","objectTypeId":"0-1","propertyName":"email","propertyValue":"ana@example.com" """, "contact.updated,contact.email.changed", "")]
    [InlineData("contact.propertyChange", ""","propertyName":"hubspot_owner_id","propertyValue":"77" """, "contact.updated,contact.owner.assigned", "")]
    [InlineData("contact.propertyChange", ""","propertyName":"hs_email_optout","propertyValue":"true" """, "contact.updated,consent.withdrawn", "")]
    [InlineData("contact.propertyChange", ""","propertyName":"hs_email_optout","propertyValue":"false" """, "contact.updated", "")]
    [InlineData("contact.propertyChange", ""","propertyName":"hub_tags","propertyValue":"a;b" """, "contact.updated", "contact:9")]
    [InlineData("contact.propertyChange", ""","propertyName":"recent_conversion_date","propertyValue":"1779999990000" """, "", "contact:9")]
    [InlineData("contact.merge", ""","primaryObjectId":9,"mergedObjectIds":[8],"newObjectId":10""", "contact.merged", "contact:10")]
    [InlineData("deal.creation", "", "", "deal:9")]
    [InlineData("object.creation", ""","objectTypeId":"0-3" """, "", "deal:9")]
    [InlineData("object.propertyChange", ""","objectTypeId":"0-5","propertyName":"hs_pipeline_stage","propertyValue":"4" """, "", "ticket:9")]
    [InlineData("deal.associationChange", ""","associationType":"DEAL_TO_CONTACT","fromObjectId":31,"toObjectId":9""", "", "deal:31")]
    [InlineData("contact.associationChange", ""","associationType":"CONTACT_TO_DEAL","fromObjectId":9,"toObjectId":31""", "", "deal:31")]
    [InlineData("company.creation", "", "", "")]
    public void A_webhook_becomes(string type, string more, string events, string fetches)
    {
        var made = Webhook(type, more);
        Assert.Equal(events, string.Join(',', made.Events.Select(e => e.Event.Name)));
        Assert.Equal(fetches, string.Join(',', made.Fetches.Select(f => f.Kind + ":" + f.Id)));
        Assert.Equal(events.Length + fetches.Length == 0, made.Unmapped is not null);
    }

    [Fact]
    public void Our_own_write_is_told_by_source_and_app()
    {
        var change = ""","propertyName":"city","propertyValue":"Ulm","changeSource":"INTEGRATION","sourceId":"900" """;
        Assert.True(Webhook("contact.propertyChange", change).Events[0].OwnWrite);
        Assert.False(Webhook("contact.propertyChange", change.Replace("900", "901")).Events[0].OwnWrite);
        Assert.Equal(new WriteMark("contact:9", "property:city", "Ulm"), Webhook("contact.propertyChange", change).Events[0].Marks[0]);
    }

    [Fact]
    public void A_merge_names_kept_and_gone()
    {
        var merged = Webhook("contact.merge", ""","primaryObjectId":9,"mergedObjectIds":[8],"newObjectId":10""").Events[0].Event;
        Assert.Equal(["10", "8", "9"], merged.Identities.Select(i => i.Value));
        Assert.Equal("10", merged.Property("kept").Text);
    }

    [Fact]
    public void Webhook_and_record_of_one_change_have_one_key()
    {
        var webhook = Webhook("contact.propertyChange", ""","propertyName":"city","propertyValue":"Ulm" """).Events[0].Event;
        var record = Read("fetch:contact", Contact("""{"city":"Ulm"}""", """{"city":[{"value":"Ulm","timestamp":"2026-05-28T20:26:40.780Z"},{"value":"Bonn","timestamp":"2026-01-01T00:00:00Z"}]}"""));
        var polled = Assert.Single(record.Events, e => e.Event.Property("field").Text == "city" && e.Event.Property("old").HasContent).Event;
        Assert.Equal(webhook.NaturalKey, polled.NaturalKey);
        Assert.Equal("Bonn", polled.Property("old").Text);
    }

    [Fact]
    public void A_new_record_is_created_with_its_fields()
    {
        var made = Read("stream:contacts", Contact(
            """{"email":"ana@example.com","firstname":"Ana","lifecyclestage":"lead"}""", """{"email":[{"value":"ana@example.com","timestamp":"2026-01-01T00:00:01Z"}]}"""));
        Assert.Equal(["contact.created", "contact.updated"], made.Events.Select(e => e.Event.Name));
        Assert.Equal("crm:contact:9:contact.created:", made.Events[0].Event.NaturalKey);
        Assert.Equal("Ana", made.Events[1].Event.Fields["firstName"].Text);
        Assert.Contains(IdentityClaim.Email("ana@example.com", true), made.Events[1].Event.Identities);
    }

    [Fact]
    public void Tags_are_told_by_the_difference()
    {
        var made = Read("fetch:contact", Contact(
            """{"hub_tags":"b;c"}""", """{"hub_tags":[{"value":"b;c","timestamp":"2026-02-02T00:00:00Z"},{"value":"a;b","timestamp":"2026-01-02T00:00:00Z"}]}"""));
        Assert.Equal(["contact.tagged a", "contact.tagged b", "contact.tagged c", "contact.untagged a"], made.Events.Where(e => e.Event.Name.Contains("tagged")).Select(e => e.Event.Name + " " + e.Event.Property("tag").Text));
    }

    [Fact]
    public void A_won_deal_has_contact_steps_and_money()
    {
        var made = Read("fetch:deal", Deal("happy-end", ""","hs_is_closed":"true","hs_is_closed_won":"true" """));
        Assert.Equal(["deal.created", "deal.moved", "deal.won"], made.Events.Select(e => e.Event.Name));
        Assert.All(made.Events, e => Assert.Equal(("31", new Money(1200.50m, "EUR"), "9"), (e.Event.Key, e.Event.Money, e.Event.Identities[0].Value)));
        Assert.Equal("meeting", made.Events[1].Event.Property("from").Text);
        Assert.Equal(DateTimeOffset.Parse("2026-03-04T00:00:00Z"), made.Events[2].Event.OccurredAt);
    }

    [Fact]
    public void A_lost_deal_says_why() =>
        Assert.Equal("too dear", Read("stream:deals", Deal("closedlost", ""","closed_lost_reason":"too dear" """)).Events[^1].Event.Property("reason").Text);

    [Fact]
    public void A_deal_without_contact_waits() => Assert.NotNull(Read("fetch:deal", """{"id":"31","properties":{"dealstage":"x"}}""").Unmapped);

    [Fact]
    public void A_closed_ticket_is_opened_and_closed()
    {
        var made = Read("fetch:ticket", """{"id":"5","properties":{"subject":"Help","createdate":"2026-01-01T00:00:00Z","closed_date":"2026-01-01T06:00:00Z"},"associations":{"contacts":{"results":[{"id":"9"}]}}}""");
        Assert.Equal(["ticket.opened", "ticket.closed"], made.Events.Select(e => e.Event.Name));
        Assert.Equal(6, made.Events[1].Event.Property("hours").Number);
    }

    [Fact]
    public void A_gone_contact_is_deleted() => Assert.Equal("contact.deleted", Read("gone:contact", """{"id":"9"}""").Events[0].Event.Name);

    private static Normalised Webhook(string type, string more) =>
        Read(type, $$"""{"portalId":7001,"appId":900,"subscriptionType":"{{type}}","objectId":9,"occurredAt":1780000000780{{more}}}""");

    private static Normalised Read(string topic, string json) => new HubSpotConnector().Normalise(
        new(Connection, EnvelopeSource.Webhook, topic, Encoding.UTF8.GetBytes(json), DateTimeOffset.FromUnixTimeMilliseconds(1780000100000), null, false));

    private static string Contact(string properties, string history) =>
        $$$"""{"id":"9","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-05-28T20:26:40.780Z","properties":{{{properties}}},"propertiesWithHistory":{{{history}}} }""";

    private static string Deal(string stage, string more) =>
        $$$"""
        {"id":"31","properties":{"dealname":"Garden","dealstage":"{{{stage}}}","pipeline":"default","amount":"1200.50","createdate":"2026-03-01T00:00:00Z"{{{more}}}},
        "propertiesWithHistory":{"dealstage":[{"value":"{{{stage}}}", "timestamp":"2026-03-04T00:00:00Z"},{"value":"meeting","timestamp":"2026-03-01T00:00:00Z"}]},
        "associations":{"contacts":{"results":[{"toObjectId":9}] } } }
        """;
}
