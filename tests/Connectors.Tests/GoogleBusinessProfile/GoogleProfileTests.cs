using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleProfileTests
{
    private const string Hours = """
        {"regularHours":{"periods":[{"openDay":"TUESDAY","openTime":{"hours":7},"closeDay":"TUESDAY","closeTime":{"hours":18,"minutes":30}},
          {"openDay":"WEDNESDAY","openTime":{"hours":7},"closeDay":"WEDNESDAY","closeTime":{"hours":18,"minutes":30}},{"openDay":"SATURDAY","openTime":{"hours":8},"closeDay":"SATURDAY","closeTime":{"hours":12}}]}}
        """;

    [Fact]
    public void What_was_changed_is_told_with_the_hours_as_Google_shows_them()
    {
        var changed = Assert.Single(Read($$"""{"location":{{Hours}},"diffMask":"regularHours.periods,phoneNumbers"}""").Events).Event;
        Assert.Equal(("profile.changed", EventSubject.Place, "locations/5550001"), (changed.Name, changed.Subject, changed.Property("location").Text));
        Assert.Equal("phoneNumbers, regularHours", string.Join(", ", changed.Property("fields").List));
        Assert.Equal("telephone number, opening hours", string.Join(", ", changed.Property("details").List));
        Assert.Equal("Tuesday, Wednesday 7:00-18:30; Saturday 8:00-12:00; closed on Monday, Thursday, Friday, Sunday", changed.Property("hours").Text);
    }

    [Fact]
    public void One_difference_is_one_event_and_another_one_is_another()
    {
        string Key(string shown) => Assert.Single(Read($$"""{"location":{"websiteUri":"{{shown}}"},"diffMask":"websiteUri"}""").Events).Event.NaturalKey;
        Assert.Equal(Key("https://a.example"), Key("https://a.example"));
        Assert.NotEqual(Key("https://a.example"), Key("https://b.example"));
    }

    [Theory]
    [InlineData("""{"location":{}}""")]
    [InlineData("""{"location":{},"diffMask":""}""")]
    public void Without_a_difference_nothing_is_said(string answer) => Assert.NotNull(Read(answer).Unmapped);

    [Fact]
    public async Task The_difference_is_asked_for_with_every_field_that_matters()
    {
        using var bench = new VendorBench(new GoogleBusinessProfileConnector(), "locations/5550001");
        bench.Answer("/v1/locations/5550001:getGoogleUpdated", 200, """{"location":{},"diffMask":"title"}""");
        var fetched = await bench.Connector.FetchAsync(bench.Session, "profile", ["locations/5550001"], CancellationToken.None);
        Assert.Contains("diffMask", Encoding.UTF8.GetString(Assert.Single(fetched.Value!).Bytes!.Value.Span), StringComparison.Ordinal);
        var asked = Assert.Single(bench.Server.LogEntries).RequestMessage!;
        Assert.Contains("regularHours", asked.Query!["readMask"].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Bearer ", asked.Headers!["Authorization"].ToString(), StringComparison.Ordinal);
    }

    private static Normalised Read(string body) => new GoogleBusinessProfileConnector().Normalise(new(
        new ConnectionInfo("maps", "kornhaus", "reviews", "locations/5550001", "Europe/Berlin", "EUR", "DE"), EnvelopeSource.Fetch, "fetch:profile", Encoding.UTF8.GetBytes(body),
        new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero), null, false));
}
