using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

public sealed class MailchimpNormaliserTests
{
    private static readonly ConnectionInfo Connection = new("news", "anna", "mail", "a6b5da1054", "Europe/Berlin", "EUR", "DE");
    private static readonly DateTimeOffset Received = new(2026, 5, 21, 19, 0, 0, TimeSpan.Zero);

    private static Normalised Read(string topic, string body) =>
        new MailchimpConnector().Normalise(new(Connection, EnvelopeSource.Webhook, topic, Encoding.UTF8.GetBytes(body), Received, null, false));

    [Theory]
    [InlineData("subscribe", "type=subscribe&data[list_id]=a6b5da1054&data[email]=jo@example.com", "newsletter.joined,consent.given")]
    [InlineData("unsubscribe", "data[action]=unsub&data[reason]=manual&data[email]=jo@example.com", "newsletter.left,consent.withdrawn")]
    [InlineData("unsubscribe", "data[action]=unsub&data[reason]=abuse&data[email]=jo@example.com", "newsletter.left,consent.withdrawn,email.complained")]
    [InlineData("unsubscribe", "data[action]=delete&data[email]=jo@example.com", "newsletter.left")]
    [InlineData("profile", "data[email]=jo@example.com", "contact.updated")]
    [InlineData("cleaned", "data[reason]=hard&data[email]=jo@example.com", "email.bounced")]
    [InlineData("cleaned", "data[reason]=abuse&data[email]=jo@example.com", "email.complained,consent.withdrawn")]
    [InlineData("upemail", "data[new_email]=new@example.com&data[old_email]=jo@example.com", "contact.email.changed")]
    [InlineData("campaign", "data[id]=58d6&data[status]=sent&data[subject]=May", "campaign.sent")]
    public void Types(string topic, string body, string expected) => Assert.Equal(expected, string.Join(',', Read(topic, body).Events.Select(item => item.Event.Name)));

    [Fact]
    public void Times_are_UTC_and_fields_are_named()
    {
        var joined = Read("subscribe", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Mailchimp", "payloads", "subscribe.form")) + "&data[merges][SHOE]=42").Events[0].Event;
        Assert.Equal(new DateTimeOffset(2026, 5, 21, 18, 4, 0, TimeSpan.Zero), joined.OccurredAt);
        Assert.Equal(("Jo", "42", "jo@example.com"), (joined.Fields["firstName"].Text, joined.Fields["mail.SHOE"].Text, joined.Fields["email"].Text));
        Assert.Contains(IdentityClaim.Email("jo@example.com", true), joined.Identities);
    }

    [Fact]
    public void A_polled_member_shows_what_a_webhook_would()
    {
        var pushed = Read("subscribe", "fired_at=2026-05-21 18:04:00&data[email]=Jo@example.com").Events.Select(item => item.Event.NaturalKey);
        var polled = Read("stream:members", """
            {"id":"x","email_address":"jo@example.com","status":"subscribed","timestamp_signup":"","timestamp_opt":"2026-05-21T18:04:00+00:00","last_changed":"2026-05-21T18:04:00+00:00",
             "merge_fields":{"FNAME":"Jo","ADDRESS":""},"tags":[{"id":1,"name":"VIP"}]}
            """);
        Assert.Subset(polled.Events.Select(item => item.Event.NaturalKey).ToHashSet(), pushed.ToHashSet());
        var tagged = polled.Events.Single(item => item.Event.Name == "contact.tagged");
        var action = new OutboundAction("k", new(null, "jo@example.com"), System.Collections.Immutable.ImmutableSortedDictionary<string, Value>.Empty.Add("tag", Value.Of("vip")), 1);
        Assert.Equal(new MailchimpConnector().MarksOf("tag.add", action), tagged.Marks);
        Assert.Contains(polled.Events, item => item.Event.Name == "contact.created");
    }

    [Fact]
    public void A_cleaned_address_bounced_once_however_often_its_record_changes()
    {
        string Key(string topic, string body) => Read(topic, body).Events.Single(e => e.Event.Name == "email.bounced").Event.NaturalKey;
        string Record(string changed) => $$"""{"id":"x","email_address":"jo@example.com","status":"cleaned","last_changed":"{{changed}}"}""";
        var pushed = Key("cleaned", "fired_at=2026-05-21 18:04:00&data[reason]=hard&data[email]=jo@example.com");
        Assert.Equal([pushed, pushed], [Key("stream:members", Record("2026-05-21T18:04:00+00:00")), Key("stream:members", Record("2026-06-02T09:00:00+00:00"))]);
    }

    [Fact]
    public void Another_audiences_delivery_is_not_acted_on() => Assert.NotNull(Read("subscribe", "data[list_id]=other&data[email]=jo@example.com").Quarantine);
}
