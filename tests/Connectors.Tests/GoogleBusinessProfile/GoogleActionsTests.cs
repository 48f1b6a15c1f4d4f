using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleActionsTests : IDisposable
{
    private const string Posts = "/v4/accounts/111/locations/5550001/localPosts";
    private const string Place = "/v1/locations/5550001";
    private const string Made = """{"name":"accounts/111/locations/5550001/localPosts/9","state":"PROCESSING"}""";
    private static readonly (string, string)[] Offer = [("text", "10 % auf Roggen"), ("kind", "offer"), ("headline", "Roggenwoche"), ("start", "2026-12-01T09:00"), ("end", "2026-12-07")];
    private readonly VendorBench _bench = new(new GoogleBusinessProfileConnector(), "locations/5550001");
    private readonly VendorSession _session;

    public GoogleActionsTests() =>
        _session = _bench.Session with { Settings = new Dictionary<string, string> { [GoogleBusinessProfileSettings.Account] = "accounts/111" } };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_offer_has_its_days_and_its_code()
    {
        _bench.Answer(Posts, 200, Made);
        var verdict = await Do("post.create", 1, [.. Offer, ("code", "ROGGEN10"), ("url", "https://bakery.example/rye"), ("button", "shop"), ("link", "https://bakery.example")]);
        Assert.Equal((ActionOutcome.Done, "accounts/111/locations/5550001/localPosts/9"), (verdict.Outcome, verdict.VendorObject));
        Assert.True(JToken.DeepEquals(JObject.Parse(
            """
            {"topicType":"OFFER","summary":"10 % auf Roggen","event":{"title":"Roggenwoche","schedule":{"startDate":{"year":2026,"month":12,"day":1},"startTime":{"hours":9,"minutes":0},"endDate":{"year":2026,"month":12,"day":7}}},
             "offer":{"couponCode":"ROGGEN10","redeemOnlineUrl":"https://bakery.example/rye"}}
            """), Body(0)), Body(0).ToString());
    }

    [Fact]
    public async Task News_has_a_button_and_a_call_has_no_link()
    {
        _bench.Answer(Posts, 200, Made);
        await Do("post.create", 1, ("text", "We are open"), ("button", "learn more"), ("link", "https://bakery.example"));
        await Do("post.create", 1, ("text", "Ring us"), ("button", "call"));
        Assert.Equal(("LEARN_MORE", "https://bakery.example"), ((string?)Body(0)["callToAction"]!["actionType"], (string?)Body(0)["callToAction"]!["url"]));
        Assert.Equal("""{"actionType":"CALL"}""", Body(1)["callToAction"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Theory]
    [InlineData("text", "")]
    [InlineData("kind", "alert")]
    [InlineData("headline", "")]
    [InlineData("start", "soon")]
    [InlineData("end", "2026-11-30")]
    [InlineData("button", "JUMP")]
    [InlineData("url", "javascript:alert(1)")]
    public async Task What_cannot_be_posted_is_refused_without_a_call(string argument, string value)
    {
        var verdict = await Do("post.create", 1, [.. Offer.Where(a => a.Item1 != argument), (argument, value)]);
        Assert.Equal((ActionOutcome.Rejected, 0), (verdict.Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData(502, "", ActionOutcome.Uncertain)]
    [InlineData(200, "<html>", ActionOutcome.Uncertain)]
    [InlineData(200, "{}", ActionOutcome.Uncertain)]
    [InlineData(200, """{"name":"x","state":"REJECTED"}""", ActionOutcome.Rejected)]
    [InlineData(400, """{"error":{"message":"bad"}}""", ActionOutcome.Rejected)]
    [InlineData(429, """{"error":{"message":"Quota exceeded"}}""", ActionOutcome.Retry)]
    public async Task A_post_is_sent_once_whatever_the_answer(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Posts, status, body);
        Assert.Equal((expected, 1), ((await Do("post.create", 1, ("text", "We are open"))).Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData("We are  open", "STANDARD", 0, 1)]
    [InlineData("We are  open", "EVENT", 0, 2)]
    [InlineData("We are  open", "STANDARD", 10, 2)]
    [InlineData("Closed", "STANDARD", 0, 2)]
    public async Task A_second_try_looks_for_a_young_post_that_says_the_same(string text, string topic, int daysAgo, int calls)
    {
        var there = new JObject { ["name"] = "there", ["summary"] = text, ["topicType"] = topic, ["createTime"] = _session.Time.GetUtcNow().AddDays(-daysAgo).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
        _bench.Server.Given(Request.Create().WithPath(Posts).UsingGet()).RespondWith(Response.Create().WithBody(new JObject { ["localPosts"] = new JArray(there) }.ToString()));
        _bench.Server.Given(Request.Create().WithPath(Posts).UsingPost()).RespondWith(Response.Create().WithBody(Made));
        Assert.Equal((ActionOutcome.Done, calls), ((await Do("post.create", 2, ("text", "We are open"))).Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_second_try_that_cannot_look_posts_nothing()
    {
        _bench.Answer(Posts, 500, "");
        Assert.Equal(ActionOutcome.Uncertain, (await Do("post.create", 2, ("text", "We are open"))).Outcome);
        Assert.DoesNotContain(_bench.Server.LogEntries, e => e.RequestMessage!.Method == "POST");
    }

    [Fact]
    public async Task Special_days_are_written_with_those_that_are_there()
    {
        const string Easter = """{"startDate":{"year":2027,"month":3,"day":28},"closed":true}""";
        const string Old = """{"startDate":{"year":2026,"month":12,"day":24},"closed":true}""";
        Given("GET", $$"""{"specialHours":{"specialHourPeriods":[{{Easter}},{{Old}}]} }""");
        Given("PATCH", $$"""
            {"specialHours":{"specialHourPeriods":[{{Easter}},{"startDate":{"year":2026,"month":12,"day":24},"openTime":{"hours":8},"endDate":{"year":2026,"month":12,"day":24},"closeTime":{"hours":13,"minutes":30} },{"startDate":{"year":2026,"month":12,"day":25},"closed":true}]} }
            """);
        var verdicts = await _bench.Connector.DeliverAsync(
            _session, "hours.special.set", [Hours("k1", "2026-12-24", "8:00-13:30"), Hours("k2", "2026-12-25", "closed"), Hours("k3", "2027-03-28", "closed")], CancellationToken.None);
        Assert.Equal([("k1", ActionOutcome.Done), ("k2", ActionOutcome.Done), ("k3", ActionOutcome.Done)], verdicts.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, v.Outcome)));
        Assert.Equal(2, _bench.Calls);
        Assert.Equal(3, ((JArray)Body(1)["specialHours"]!["specialHourPeriods"]!).Count);
        Assert.Equal("specialHours", _bench.Server.LogEntries[1].RequestMessage!.Query!["updateMask"].ToString());
    }

    [Fact]
    public async Task Two_openings_of_one_day_are_two_periods()
    {
        Given("GET", "{}");
        Given("PATCH", "{}");
        var verdict = (await _bench.Connector.DeliverAsync(_session, "hours.special.set", [Hours("k1", "2026-12-24", "9-12, 14:00-18:30")], CancellationToken.None))[0];
        Assert.Equal(["9:00-12:00", "14:00-18:30"], Body(1)["specialHours"]!["specialHourPeriods"]!.Select(p => $"{p["openTime"]!["hours"]}:{(int)p["openTime"]!["minutes"]!:00}-{p["closeTime"]!["hours"]}:{(int)p["closeTime"]!["minutes"]!:00}"));
        Assert.Equal(ActionOutcome.Ignored, verdict.Outcome); // the answer shows no such hours
    }

    [Theory]
    [InlineData("2026-02-30", "closed")]
    [InlineData("24.12.2026", "closed")]
    [InlineData("2026-12-24", "")]
    [InlineData("2026-12-24", "13:00-9:00")]
    [InlineData("2026-12-24", "9:00-25:00")]
    [InlineData("2026-12-24", "in the morning")]
    public async Task What_cannot_be_read_is_refused_without_a_call(string date, string hours)
    {
        var verdict = (await _bench.Connector.DeliverAsync(_session, "hours.special.set", [Hours("k1", date, hours)], CancellationToken.None))[0];
        Assert.Equal((ActionOutcome.Rejected, 0), (verdict.Outcome, _bench.Calls));
    }

    [Fact]
    public void Everything_that_the_public_sees_needs_a_persons_yes() => Assert.All(_bench.Connector.Info.Actions, a => Assert.True(a.OnlyByApproval));

    private static OutboundAction Hours(string key, string date, string hours) => VendorBench.Action(key, null, null, 1, ("date", date), ("hours", hours));

    private void Given(string method, string body) => _bench.Server.Given(Request.Create().WithPath(Place).UsingMethod(method)).RespondWith(Response.Create().WithBody(body));

    private async Task<ActionVerdict> Do(string verb, int attempt, params (string, string)[] arguments) =>
        (await _bench.Connector.DeliverAsync(_session, verb, [VendorBench.Action("k1", null, null, attempt, arguments)], CancellationToken.None))[0];

    private JObject Body(int call) => JObject.Parse(_bench.Server.LogEntries[call].RequestMessage!.Body!);
}
