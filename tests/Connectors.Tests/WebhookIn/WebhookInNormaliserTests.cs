using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.WebhookIn;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.WebhookIn;

public sealed class WebhookInNormaliserTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_booking_tools_call_is_a_meeting()
    {
        var e = One("json", """{"event":"invitee.created","created_at":"2026-11-20T10:00:00Z","payload":{"uri":"u-1","email":"jo@example.com","name":"Jo Sample","scheduled_event":{"name":"Tasting","start_time":"2026-12-01T14:00:00Z"}}}""", ("preset", "booking"));
        Assert.Equal(("meeting.booked", "u-1", new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero)), (e.Name, e.Key, e.OccurredAt));
        Assert.Equal(("Jo", "Sample", "Tasting"), (e.Fields["firstName"].ToString(), e.Fields["lastName"].ToString(), e.Property("kind").ToString()));
        Assert.NotNull(e.Property("start").Time);
    }

    [Fact]
    public void A_form_sent_as_a_form_is_read_by_its_names()
    {
        var e = One("form", "email=jo%40example.com&first_name=Jo&form_name=Contact+us", ("preset", "form"));
        Assert.Equal(("form.submitted", "Contact us", "Jo"), (e.Name, e.Property("formName").ToString(), e.Fields["firstName"].ToString()));
    }

    [Fact]
    public void A_till_names_its_money()
    {
        var e = One("json", """{"receiptId":"R-7","total":"12.40","currency":"chf","customer":{"email":"jo@example.com"}}""", ("preset", "till"));
        Assert.Equal((new Money(12.40m, "CHF"), "till", "R-7"), (e.Money!.Value, e.Property("channel").ToString(), e.Property("orderId").ToString()));
    }

    [Fact]
    public void A_list_is_read_by_what_its_items_say()
    {
        var e = One("json", """{"answers":[{"field":{"ref":"q1"},"number":9},{"field":{"ref":"mail"},"email":"jo@example.com"}]}""", ("event", "survey.answered"), ("email", "answers[field.ref=mail].email"), ("with.score", "answers[field.ref=q1].number"));
        Assert.Equal(9m, e.Property("score").Number);
    }

    [Fact]
    public void The_same_call_twice_is_one_event()
    {
        const string body = """{"id":"77","email":"jo@example.com"}""";
        Assert.Equal(One("json", body, ("preset", "lead")).NaturalKey, One("json", body, ("preset", "lead")).NaturalKey);
    }

    [Fact]
    public void An_address_vouches_for_nothing_unless_the_caller_has_checked_it()
    {
        const string body = """{"email":"jo@example.com"}""";
        Assert.False(One("json", body, ("preset", "form")).Identities[0].Verified);
        Assert.True(One("json", body, ("preset", "form"), ("address", "checked")).Identities[0].Verified);
    }

    [Fact]
    public void Who_names_nobody_is_told_where_was_looked() =>
        Assert.Contains("no address at email, customer.email", Made("json", """{"mail":"jo@example.com"}""", ("preset", "form")).Quarantine, StringComparison.Ordinal);

    [Fact]
    public void What_nothing_is_made_of_names_the_setting_that_would() =>
        Assert.Contains("on.invitee.canceled", Made("json", """{"event":"invitee.canceled","payload":{"email":"jo@example.com"}}""", ("preset", "booking")).Unmapped, StringComparison.Ordinal);

    [Theory]
    [InlineData("preset", "bookings", "unknown preset")]
    [InlineData("event", "form.sent", "no event about a person")]
    [InlineData("event", "hub.stopped", "no event about a person")]
    [InlineData("email", "a..b", "no place in a body")]
    [InlineData("email", "a[", "no place in a body")]
    [InlineData("email", "a|", "empty")]
    [InlineData("with.colour", "a", "unknown setting")]
    [InlineData("emial", "a", "unknown setting")]
    [InlineData("address", "yes", "unknown value")]
    public void Mistakes_in_settings_are_named(string name, string value, string says)
    {
        var settings = new Dictionary<string, string> { ["event"] = "form.submitted", [name] = value };
        Assert.Contains(WebhookInSettings.Info.CheckSettings!(settings), m => m.Name == name && m.Problem.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void All_presets_are_without_mistakes() =>
        Assert.All(WebhookInPresets.All, p => Assert.Empty(WebhookInSettings.Info.CheckSettings!(p.Value)));

    private static JourneyEvent One(string topic, string body, params (string, string)[] settings) => Assert.Single(Made(topic, body, settings).Events).Event;

    private static Normalised Made(string topic, string body, params (string Name, string Value)[] settings) => new WebhookInConnector().Normalise(new(
        new ConnectionInfo("booking", "ana", "other", "booking-tool", "Europe/Berlin", "EUR", "DE") { Settings = settings.ToDictionary(s => s.Name, s => s.Value) }, EnvelopeSource.Webhook, topic, Encoding.UTF8.GetBytes(body), Now, null, false));
}
