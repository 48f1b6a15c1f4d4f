using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;
using IntegrationHub.Journey;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

/// <summary>From the answers of the API, kept as files, to events.</summary>
public sealed class MailchimpActivityTests : IDisposable
{
    private const string Campaign = "42694e9e57";
    private static readonly DateTimeOffset Since = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly VendorBench _bench;

    public MailchimpActivityTests()
    {
        _bench = new VendorBench(new MailchimpConnector(), "a6b5da1054", _time);
        _bench.Answer("/campaigns", 200, Payload("campaigns.json"));
        foreach (var report in (string[])["sent-to", "email-activity", "abuse-reports"])
        {
            _bench.Answer($"/reports/{Campaign}/{report}", 200, Payload(report + ".json"));
        }
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_campaign_that_was_sent_is_told_once_whoever_tells_it()
    {
        var page = await Poll("campaigns", null);

        var told = Assert.Single(Events("stream:campaigns", page));
        Assert.Equal(("campaign.sent", "c1:campaign:42694e9e57:campaign.sent:", "Autumn bread"), (told.Name, told.NaturalKey, told.Property("subject").Text));
        var pushed = _bench.Connector.Normalise(Envelope("campaign", "type=campaign&data[id]=42694e9e57&data[status]=sent&data[subject]=Autumn+bread")).Events[0].Event;
        Assert.Equal(told.NaturalKey, pushed.NaturalKey);
    }

    [Fact]
    public async Task A_round_tells_who_got_a_campaign_and_what_they_did()
    {
        var events = await Round(null);

        Assert.Equal(
            [
                "email.bounced|gone@example.com|42694e9e57", "email.clicked|jo@example.com|42694e9e57", "email.complained|cross@example.com|42694e9e57", "email.opened|jo@example.com|42694e9e57",
                "email.opened|jo@example.com|42694e9e57", "email.sent|gone@example.com|42694e9e57", "email.sent|jo@example.com|42694e9e57",
            ],
            events.Events.Select(e => $"{e.Name}|{e.Identities.Single(i => i.Kind == IdentityKind.Email).Value.ToLowerInvariant()}|{e.Property("campaign")}").Order(StringComparer.Ordinal));
        Assert.True(Vocabulary.HasMark(events.Events.Single(e => e.Name == "email.clicked"), "isReviewLink"));
        Assert.Equal("hard", events.Events.Single(e => e.Name == "email.bounced").Property("kind").Text);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), events.Events.First(e => e.Name == "email.sent").OccurredAt);
    }

    [Fact]
    public async Task The_feed_tells_the_same_with_the_same_keys_and_the_mails_of_flows_besides()
    {
        _bench.Answer("/lists/a6b5da1054/members/*/activity-feed", 200, Payload("activity-feed.json"))
            .Answer("/lists/a6b5da1054/members/8eebeef69ac8ced41ec7a7d8a7fa3d95", 200, """{"email_address":"jo@example.com","unique_email_id":"8a25ff1d98"}""");
        var fetched = (await _bench.Connector.FetchAsync(_bench.Session, "activity", ["8eebeef69ac8ced41ec7a7d8a7fa3d95"], CancellationToken.None)).Value!.Single();

        var feed = _bench.Connector.Normalise(Envelope("fetch:activity", Encoding.UTF8.GetString(fetched.Bytes!.Value.Span))).Events.Select(e => e.Event).ToList();

        var reports = (await Round(null)).Events.Select(e => e.NaturalKey).ToHashSet();
        Assert.Equal(["email.clicked", "email.opened", "email.sent"], feed.Where(e => reports.Contains(e.NaturalKey)).Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Pre-order 1", "Pre-order 1"], feed.Where(e => e.Name == "email.sent" && e.Property("campaign").Text == "9a0b0c0d0e").Select(e => e.Property("title").Text));
        Assert.Equal(feed.Count, feed.Select(e => e.NaturalKey).Distinct().Count());
    }

    [Fact]
    public async Task A_member_who_is_gone_has_no_feed()
    {
        _bench.Answer("/lists/a6b5da1054/members/*/activity-feed", 404, """{"title":"Resource Not Found","status":404}""");

        Assert.Null((await _bench.Connector.FetchAsync(_bench.Session, "activity", ["8eebeef69ac8ced41ec7a7d8a7fa3d95"], CancellationToken.None)).Value!.Single().Bytes);
    }

    [Fact]
    public async Task The_next_round_asks_from_an_hour_before_the_newest_deed_and_knows_the_recipients()
    {
        var first = await Round(null);
        _bench.Server.ResetLogEntries();

        await Round(first.Cursor);

        var asked = _bench.Server.LogEntries.Select(e => Uri.UnescapeDataString(e.RequestMessage!.Url)).ToList();
        Assert.DoesNotContain(asked, url => url.Contains("/sent-to", StringComparison.Ordinal));
        Assert.Contains("since=2026-11-20T08:02:00", asked.Single(url => url.Contains("/email-activity", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_of_last_week_is_asked_once_a_day_from_where_it_was_asked_last()
    {
        var first = await Round(null);
        _time.Advance(TimeSpan.FromDays(5));
        var daily = await Round(first.Cursor);
        _time.Advance(TimeSpan.FromHours(3));
        _bench.Server.ResetLogEntries();

        await Round(daily.Cursor);

        Assert.DoesNotContain(_bench.Server.LogEntries, e => e.RequestMessage!.Path.Contains("/reports/", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromHours(22));
        await Round(daily.Cursor);
        Assert.Contains(_bench.Server.LogEntries, e => Uri.UnescapeDataString(e.RequestMessage!.Url).Contains("since=2026-11-20T08:02:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_campaign_without_reports_is_passed_over()
    {
        _bench.Server.Reset();
        _bench.Answer("/campaigns", 200, Payload("campaigns.json")).Answer($"/reports/{Campaign}/*", 404, """{"title":"Resource Not Found","status":404}""");

        Assert.Empty((await Round(null)).Events);
    }

    [Fact]
    public async Task A_page_that_fails_is_read_again_from_its_place()
    {
        var listed = await Poll("activity", null);
        _bench.Server.Reset();
        _bench.Answer($"/reports/{Campaign}/*", 503, "<html>");

        Assert.Equal(FailureKind.Transient, (await _bench.Connector.PollAsync(_bench.Session, new("activity", listed.Cursor, Since, 100), CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Rows_beyond_a_page_are_read_by_offset()
    {
        var listed = await Poll("activity", null);

        var page = (await _bench.Connector.PollAsync(_bench.Session, new("activity", listed.Cursor, Since, 2), CancellationToken.None)).Value!;
        await _bench.Connector.PollAsync(_bench.Session, new("activity", page.Cursor, Since, 2), CancellationToken.None);

        Assert.Contains("offset=2", _bench.Server.LogEntries[^1].RequestMessage!.Url, StringComparison.Ordinal);
    }

    private async Task<(List<JourneyEvent> Events, string Cursor)> Round(string? cursor)
    {
        var events = new List<JourneyEvent>();
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 50, "the round never ends");
            var page = await Poll("activity", cursor);
            events.AddRange(Events("stream:activity", page));
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (events, cursor);
            }
        }
    }

    private async Task<PollPage> Poll(string stream, string? cursor) => (await _bench.Connector.PollAsync(_bench.Session, new(stream, cursor, Since, 100), CancellationToken.None)).Value!;

    private List<JourneyEvent> Events(string topic, PollPage page) =>
        [.. page.Records.SelectMany(r => _bench.Connector.Normalise(new(_bench.Session.Connection, EnvelopeSource.Poll, topic, r.Bytes, Since, r.VendorAt, false)).Events).Select(e => e.Event)];

    private EnvelopeContent Envelope(string topic, string text) => new(_bench.Session.Connection, EnvelopeSource.Fetch, topic, Encoding.UTF8.GetBytes(text), Since, null, false);

    private static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Mailchimp", "payloads", name));
}
