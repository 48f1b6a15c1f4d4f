using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotStreamsTests : IDisposable
{
    private const string Base = "/crm/objects/2026-03/";
    private static readonly DateTimeOffset Since = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly VendorBench _bench = new(new HubSpotConnector(), "7001");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Found_contacts_are_read_with_their_history()
    {
        Search("contacts", false, ("31", "2026-05-02T10:00:00.123Z"));
        _bench.Answer(Base + "contacts/batch/read", 200, """{"results":[{"id":"31","properties":{"email":"ana@example.com"},"propertiesWithHistory":{"email":[]},"updatedAt":"2026-05-03T00:00:00Z"}]}""");

        var page = await Poll(null, 500);

        var record = Assert.Single(page.Records);
        Assert.Equal(("31", new DateTimeOffset(2026, 5, 2, 10, 0, 0, 123, TimeSpan.Zero)), (record.Id, record.VendorAt));
        Assert.Contains("propertiesWithHistory", System.Text.Encoding.UTF8.GetString(record.Bytes.Span), StringComparison.Ordinal);
        var query = Body(0);
        Assert.Equal(("200", "lastmodifieddate", "GTE", Ms(Since)), ((string?)query["limit"], Filter(query, 0, "propertyName"), Filter(query, 0, "operator"), Filter(query, 0, "value")));
        Assert.Equal(("lastmodifieddate", "ASCENDING"), ((string?)query["sorts"]![0]!["propertyName"], (string?)query["sorts"]![0]!["direction"]));
        Assert.Contains("hub_tags", Body(1)["propertiesWithHistory"]!.Values<string>());
    }

    [Fact]
    public async Task People_are_found_by_their_first_or_another_address()
    {
        _bench.Answer(Base + "contacts/batch/read", 207, """
            {"status":"COMPLETE","results":[{"id":"31","properties":{"email":"ada@example.org"}},{"id":"32","properties":{"email":"bo@example.org","hs_additional_emails":"bo@old.example; bob@example.org"}}],
             "numErrors":1,"errors":[{"status":"error","category":"OBJECT_NOT_FOUND","message":"Could not get some CONTACT objects","context":{"ids":["cy@example.org"]}}]}
            """);

        var found = (await _bench.Connector.FindAsync(_bench.Session, ["Ada@Example.org", "bob@example.org", "cy@example.org"], CancellationToken.None)).Value!;

        Assert.Equal([("Ada@Example.org", "31", "contacts"), ("bob@example.org", "32", "contacts")], found.Select(f => (f.Email, f.ObjectId, f.Stream)));
        Assert.Equal("email", (string?)Body(0)["idProperty"]);
        Assert.All(found, f => Assert.Null(_bench.Connector.Normalise(new(_bench.Session.Connection, EnvelopeSource.Poll, "stream:contacts", f.Bytes, Since, f.VendorAt, true)).Quarantine));
    }

    [Fact]
    public async Task An_address_about_which_HubSpot_says_nothing_is_not_unknown()
    {
        _bench.Answer(Base + "contacts/batch/read", 200, """{"status":"COMPLETE","results":[]}""");

        Assert.Equal(FailureKind.Transient, (await _bench.Connector.FindAsync(_bench.Session, ["ada@example.org"], CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task The_next_page_begins_at_the_last_time_seen_not_at_a_count()
    {
        Search("contacts", true, ("31", "2026-05-02T10:00:00Z"), ("32", "2026-05-02T11:00:00Z"));
        Records("contacts", "31", "32");
        var first = await Poll(null, 2);
        await Poll(first.Cursor, 2);
        var second = Body(2);
        Assert.True(first.HasMore);
        Assert.Equal(Ms(new(2026, 5, 2, 11, 0, 0, TimeSpan.Zero)), Filter(second, 0, "value"));
        Assert.Null(second["after"]);
    }

    [Fact]
    public async Task One_crowded_instant_is_gone_through_by_id_and_left_behind()
    {
        Search("contacts", true, ("31", "2026-05-01T00:00:00Z"), ("32", "2026-05-01T00:00:00Z"));
        Records("contacts", "31", "32");
        var first = await Poll(null, 2);
        var second = await Poll(first.Cursor, 2);
        var third = await Poll(second.Cursor, 2);
        Assert.Equal(("EQ", "hs_object_id", "GT", "0"), Tie(Body(2)));
        Assert.Equal(("EQ", "hs_object_id", "GT", "32"), Tie(Body(4)));
        _bench.Server.Reset();
        Search("contacts", false);
        var fourth = await Poll(third.Cursor, 2);
        Assert.True(fourth.HasMore);
        await Poll(fourth.Cursor, 2);
        Assert.Equal(("GTE", Ms(Since.AddMilliseconds(1))), (Filter(Body(1), 0, "operator"), Filter(Body(1), 0, "value")));
    }

    [Fact]
    public async Task A_finished_poll_steps_back_over_what_search_shows_late()
    {
        Search("contacts", false, ("31", "2026-05-02T10:00:00Z"));
        Records("contacts", "31");
        var page = await Poll(null, 50);
        await Poll(page.Cursor, 50);
        Assert.False(page.HasMore);
        Assert.Equal(Ms(new(2026, 5, 2, 9, 58, 0, TimeSpan.Zero)), Filter(Body(2), 0, "value"));
    }

    [Fact]
    public async Task Deals_carry_their_contacts()
    {
        Search("deals", false, ("9", "2026-05-02T10:00:00Z"));
        Records("deals", "9");
        _bench.Answer("/crm/associations/2026-03/deals/contacts/batch/read", 207, """{"results":[{"from":{"id":"9"},"to":[{"toObjectId":31,"associationTypes":[]}]},{"from":null},7]}""");
        var page = (await _bench.Connector.PollAsync(_bench.Session, new("deals", null, Since, 50), CancellationToken.None)).Value!;
        Assert.Equal("31", (string?)JObject.Parse(System.Text.Encoding.UTF8.GetString(page.Records.Single().Bytes.Span))["associations"]!["contacts"]!["results"]![0]!["toObjectId"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":7,"paging":"x"}""")]
    [InlineData("<html>")]
    public async Task A_search_without_results_is_asked_again(string body)
    {
        _bench.Answer(Base + "contacts/search", 200, body);
        Assert.Equal(FailureKind.Transient, (await _bench.Connector.PollAsync(_bench.Session, new("contacts", null, Since, 50), CancellationToken.None)).Failure!.Kind);
    }

    [Theory]
    [InlineData(401, """{"category":"INVALID_AUTHENTICATION","message":"expired"}""", FailureKind.Unauthorised, 0)]
    [InlineData(403, """{"category":"MISSING_SCOPES","message":"scope"}""", FailureKind.Misconfigured, 0)]
    [InlineData(423, "{}", FailureKind.Transient, 2)]
    [InlineData(429, """{"policyName":"TEN_SECONDLY_ROLLING","message":"limit"}""", FailureKind.RateLimited, 10)]
    [InlineData(429, """{"policyName":"SECONDLY","message":"limit"}""", FailureKind.RateLimited, 1)]
    [InlineData(477, "{}", FailureKind.Transient, 900)]
    [InlineData(502, "", FailureKind.Transient, 0)]
    public async Task Failures_of_a_search(int status, string body, FailureKind expected, int wait)
    {
        _bench.Answer(Base + "contacts/search", status, body);
        var failure = (await _bench.Connector.PollAsync(_bench.Session, new("contacts", null, Since, 50), CancellationToken.None)).Failure!;
        Assert.Equal((expected, wait), (failure.Kind, (int)(failure.RetryAfter?.TotalSeconds ?? 0)));
    }

    [Fact]
    public async Task A_record_is_gone_only_when_it_is_asked_for_alone()
    {
        Records("contacts", "31");
        _bench.Answer(Base + "contacts/32", 200, """{"id":"40","properties":{},"updatedAt":"2026-05-02T10:00:00Z"}""").Answer(Base + "contacts/33", 404, """{"category":"OBJECT_NOT_FOUND"}""");
        var records = (await Fetch("31", "32", "33")).Value!;
        Assert.Equal([("31", true), ("32", true), ("33", false)], records.Select(r => (r.Id, r.Bytes is not null)));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_not_gone()
    {
        Records("contacts");
        _bench.Answer(Base + "contacts/31", 403, "{}");
        Assert.Equal(FailureKind.Misconfigured, (await Fetch("31")).Failure!.Kind);
    }

    [Theory]
    [InlineData("7001", true)]
    [InlineData("7002", false)]
    public async Task A_check_compares_the_portal(string portal, bool fits)
    {
        _bench.Answer("/account-info/2026-03/details", 200, $$"""{"portalId":{{portal}},"timeZone":"Europe/Berlin"}""");
        var answer = await _bench.Connector.CheckAsync(_bench.Session, CancellationToken.None);
        Assert.Equal(fits, answer.Failure is null);
    }

    private void Search(string type, bool more, params (string Id, string At)[] found)
    {
        var modified = type == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
        var body = new JObject
        {
            ["total"] = found.Length,
            ["results"] = new JArray(found.Select(f => new JObject { ["id"] = f.Id, ["properties"] = new JObject { [modified] = f.At } })),
        };
        if (more)
        {
            body["paging"] = new JObject { ["next"] = new JObject { ["after"] = "2" } };
        }

        _bench.Answer(Base + type + "/search", 200, body.ToString());
    }

    private void Records(string type, params string[] ids) =>
        _bench.Answer(Base + type + "/batch/read", 200, new JObject { ["results"] = new JArray(ids.Select(id => new JObject { ["id"] = id, ["properties"] = new JObject() })) }.ToString());

    private JObject Body(int call) => JObject.Parse(_bench.Server.LogEntries[call].RequestMessage!.Body!);

    private static string? Filter(JObject query, int index, string member) => (string?)query["filterGroups"]![0]!["filters"]![index]![member];

    private static (string?, string?, string?, string?) Tie(JObject query) =>
        (Filter(query, 0, "operator"), Filter(query, 1, "propertyName"), Filter(query, 1, "operator"), Filter(query, 1, "value"));

    private static string Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<PollPage> Poll(string? cursor, int size) => (await _bench.Connector.PollAsync(_bench.Session, new("contacts", cursor, Since, size), CancellationToken.None)).Value!;

    private Task<VendorResult<IReadOnlyList<FetchedRecord>>> Fetch(params string[] ids) => _bench.Connector.FetchAsync(_bench.Session, "contact", ids, CancellationToken.None);
}
