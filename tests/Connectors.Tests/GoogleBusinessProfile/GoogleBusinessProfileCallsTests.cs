using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleBusinessProfileCallsTests : IDisposable
{
    private const string ReviewPath = "/v4/" + PushEnvelope.Review;
    private const string ListPath = "/v4/" + PushEnvelope.Place + "/reviews";
    private const string Unanswered = """{"name":"accounts/111/locations/5550001/reviews/AbFvEx","comment":"Gut"}""";
    private const string OldError = """{"error":{"code":403,"message":"Rate Limit Exceeded","errors":[{"domain":"usageLimits","reason":"rateLimitExceeded"}]}}""";
    private const string NewError = """{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit_value":"300"}}]}}""";
    private const string NoQuota = """{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit_value":"0"}}]}}""";

    private readonly VendorBench _bench = new(new GoogleBusinessProfileConnector(), "locations/5550001");
    private readonly VendorSession _session;

    public GoogleBusinessProfileCallsTests() =>
        _session = _bench.Session with { Settings = new Dictionary<string, string> { [GoogleBusinessProfileSettings.Account] = "accounts/111" } };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Reviews_are_read_down_page_by_page()
    {
        var since = DateTimeOffset.UnixEpoch.AddYears(50);
        _bench.Server.Given(Request.Create().WithPath(ListPath).WithParam("pageToken", "p2").UsingGet()).AtPriority(-1)
            .RespondWith(Response.Create().WithBody($$"""{"reviews":[{{Item("b", "2021-01-01T00:00:00Z")}}]}"""));
        _bench.Answer(ListPath, 200, $$"""{"reviews":[{{Item("a", "2021-06-01T00:00:00Z")}}],"nextPageToken":"p2","totalReviewCount":2}""");

        var first = await Poll(null, since, 200);
        var second = await Poll(first.Cursor, since, 200);

        Assert.Equal((true, false), (first.HasMore, second.HasMore));
        Assert.Equal([PushEnvelope.Place + "/reviews/a", PushEnvelope.Place + "/reviews/b"], first.Records.Concat(second.Records).Select(r => r.Id));
        var asked = _bench.Server.LogEntries[0].RequestMessage!;
        Assert.Equal(("50", "updateTime desc"), (asked.Query!["pageSize"].ToString(), asked.Query["orderBy"].ToString()));
        Assert.Equal("Bearer secret-token-for-tests-us19", asked.Headers!["Authorization"].ToString());
    }

    [Fact]
    public async Task A_poll_stops_at_what_lies_before_its_beginning()
    {
        _bench.Answer(ListPath, 200, $$"""{"reviews":[{{Item("a", "2021-06-01T00:00:00Z")}},{{Item("b", "2021-01-01T00:00:00Z")}}],"nextPageToken":"p2"}""");
        var page = await Poll(null, new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero), 50);
        Assert.Equal(PushEnvelope.Place + "/reviews/a", Assert.Single(page.Records).Id);
        Assert.False(page.HasMore);
    }

    [Fact]
    public async Task The_next_poll_reads_young_reviews_again_for_their_replies()
    {
        var now = _session.Time.GetUtcNow();
        var young = Item("a", Text(now.AddDays(-1)));
        var watched = Item("b", Text(now.AddDays(-20)));
        var old = Item("c", Text(now.AddDays(-40)));
        _bench.Answer(ListPath, 200, $$"""{"reviews":[{{young}},{{watched}},{{old}}]}""");
        var first = await Poll(null, now.AddDays(-90), 50);
        var second = await Poll(first.Cursor, now.AddDays(-90), 50);
        Assert.Equal((3, 2), (first.Records.Count, second.Records.Count));
    }

    [Fact]
    public async Task A_record_is_as_new_as_its_reply()
    {
        var reply = ""","reviewReply":{"comment":"x","updateTime":"2021-06-02T00:00:00Z"}}""";
        _bench.Answer(ListPath, 200, $$"""{"reviews":[{{Item("a", "2021-06-01T00:00:00Z")[..^1] + reply}}]}""");
        Assert.Equal(new DateTimeOffset(2021, 6, 2, 0, 0, 0, TimeSpan.Zero), (await Poll(null, DateTimeOffset.UnixEpoch.AddYears(50), 50)).Records.Single().VendorAt);
    }

    [Fact]
    public async Task A_place_without_reviews_is_read_to_its_end()
    {
        _bench.Answer(ListPath, 200, "{}");
        var page = await Poll(null, DateTimeOffset.UnixEpoch.AddYears(50), 50);
        Assert.Equal((0, false), (page.Records.Count, page.HasMore));
    }

    [Fact]
    public async Task Without_the_account_nothing_is_called()
    {
        var answer = await _bench.Connector.PollAsync(_bench.Session, new("reviews", null, DateTimeOffset.UnixEpoch, 50), CancellationToken.None);
        Assert.Equal((FailureKind.Misconfigured, 0), (answer.Failure!.Kind, _bench.Calls));
    }

    [Theory]
    [InlineData(403, OldError, FailureKind.RateLimited)]
    [InlineData(429, NewError, FailureKind.RateLimited)]
    [InlineData(429, NoQuota, FailureKind.Misconfigured)]
    [InlineData(403, """{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}""", FailureKind.Misconfigured)]
    [InlineData(401, """{"error":{"code":401,"message":"no","status":"UNAUTHENTICATED"}}""", FailureKind.Unauthorised)]
    [InlineData(503, "<html>busy</html>", FailureKind.Transient)]
    [InlineData(200, "<html>hello</html>", FailureKind.Transient)]
    public async Task Failures_of_a_read(int status, string body, FailureKind expected)
    {
        _bench.Answer(ListPath, status, body);
        Assert.Equal(expected, (await _bench.Connector.PollAsync(_session, new("reviews", null, DateTimeOffset.UnixEpoch, 50), CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Quota_nought_says_what_is_waited_for()
    {
        _bench.Answer(ListPath, 429, NoQuota);
        Assert.Contains("approve", (await _bench.Connector.CheckAsync(_session, CancellationToken.None)).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_the_place()
    {
        _bench.Answer(ListPath, 200, """{"reviews":[],"totalReviewCount":7}""");
        Assert.Equal(PushEnvelope.Place + ", 7 reviews", (await _bench.Connector.CheckAsync(_session, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Fetched_reviews_are_found_or_gone()
    {
        _bench.Answer(ReviewPath, 200, """{"name":"accounts/111/locations/5550001/reviews/AbFvEx","updateTime":"2021-06-01T00:00:00Z"}""").Answer(ListPath, 200, "{}");
        var gone = PushEnvelope.Place + "/reviews/gone";
        _bench.Answer("/v4/" + gone, 404, """{"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}}""");
        var records = (await Fetch(PushEnvelope.Review, gone)).Value!;
        Assert.Equal([(PushEnvelope.Review, true), (gone, false)], records.Select(r => (r.Id, r.Bytes is not null)));
    }

    [Fact]
    public async Task A_place_out_of_reach_makes_no_review_gone()
    {
        const string NotFound = """{"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}}""";
        _bench.Answer(ReviewPath, 404, NotFound).Answer(ListPath, 404, NotFound);
        Assert.Equal(FailureKind.Misconfigured, (await Fetch(PushEnvelope.Review)).Failure!.Kind);
    }

    [Fact]
    public async Task A_failing_fetch_fails_whole()
    {
        _bench.Answer(ReviewPath, 401, "{}");
        Assert.Equal(FailureKind.Unauthorised, (await Fetch(PushEnvelope.Review)).Failure!.Kind);
    }

    [Theory]
    [InlineData("""{"comment":"Danke!","updateTime":"2021-06-01T00:00:00Z","reviewReplyState":"APPROVED"}""", ActionOutcome.Done, "at the review")]
    [InlineData("""{"comment":"Danke!","updateTime":"2021-06-01T00:00:00Z"}""", ActionOutcome.Done, "at the review")]
    [InlineData("""{"comment":"Danke!","reviewReplyState":"PENDING"}""", ActionOutcome.Done, "waiting for Google")]
    [InlineData("""{"comment":"Danke!","reviewReplyState":"REJECTED","policyViolation":"OFF_TOPIC"}""", ActionOutcome.Rejected, "OFF_TOPIC")]
    public async Task A_reply_is_written(string answer, ActionOutcome expected, string reason)
    {
        _bench.Answer(ReviewPath, 200, Unanswered).Answer(ReviewPath + "/reply", 200, answer);
        var verdict = await Reply("Danke!");
        Assert.Equal(expected, verdict.Outcome);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
        var call = _bench.Server.LogEntries[^1].RequestMessage!;
        Assert.Equal(("PUT", ReviewPath + "/reply", """{"comment":"Danke!"}"""), (call.Method, call.Path, call.Body));
        Assert.DoesNotContain("secret-token", verdict.Exchange!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anothers_reply_is_never_overwritten()
    {
        _bench.Answer(ReviewPath, 200, """{"name":"x","reviewReply":{"comment":"Wir danken!"}}""").Answer(ReviewPath + "/reply", 200, "{}");
        var verdict = await Reply("Danke!");
        Assert.Equal(ActionOutcome.Rejected, verdict.Outcome);
        Assert.Contains("Wir danken!", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal("GET", Assert.Single(_bench.Server.LogEntries).RequestMessage!.Method);
    }

    [Fact]
    public async Task Our_own_reply_is_not_written_again()
    {
        _bench.Answer(ReviewPath, 200, """{"name":"x","reviewReply":{"comment":"Danke  sehr!\n"}}""");
        Assert.Equal((ActionOutcome.Done, 1), ((await Reply("Danke sehr!")).Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData(403, OldError, ActionOutcome.Retry)]
    [InlineData(429, NewError, ActionOutcome.Retry)]
    [InlineData(429, NoQuota, ActionOutcome.ConnectionBroken)]
    [InlineData(400, """{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT"}}""", ActionOutcome.Rejected)]
    [InlineData(401, "{}", ActionOutcome.ConnectionBroken)]
    [InlineData(404, "{}", ActionOutcome.Rejected)]
    [InlineData(500, "", ActionOutcome.Retry)]
    [InlineData(200, "<html>ok</html>", ActionOutcome.Retry)]
    public async Task Failures_of_a_reply(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(ReviewPath, 200, Unanswered).Answer(ReviewPath + "/reply", status, body);
        Assert.Equal(expected, (await Reply("Danke!")).Outcome);
    }

    [Theory]
    [InlineData("accounts/111/locations/5550001/reviews/AbFvEx", " ")]
    [InlineData("accounts/111/locations/5550001", "Danke!")]
    [InlineData("accounts/111/locations/5550001/reviews/../../2", "Danke!")]
    [InlineData(null, "Danke!")]
    public async Task What_cannot_be_a_reply_is_refused_without_a_call(string? review, string text)
    {
        var verdicts = await _bench.Connector.DeliverAsync(_session, "reply", [VendorBench.Action("k0", review, null, 1, ("text", text))], CancellationToken.None);
        Assert.Equal((ActionOutcome.Rejected, 0), (verdicts.Single().Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_reply_is_measured_in_bytes()
    {
        _bench.Answer(ReviewPath, 200, Unanswered).Answer(ReviewPath + "/reply", 200, """{"comment":"x"}""");
        Assert.Equal(ActionOutcome.Done, (await Reply(new string('ä', 2048))).Outcome);
        Assert.Equal(ActionOutcome.Rejected, (await Reply(new string('ä', 2049))).Outcome);
    }

    private static string Item(string id, string updated) => $$"""{"name":"{{PushEnvelope.Place}}/reviews/{{id}}","createTime":"{{updated}}","updateTime":"{{updated}}"}""";

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<PollPage> Poll(string? cursor, DateTimeOffset since, int size) =>
        (await _bench.Connector.PollAsync(_session, new("reviews", cursor, since, size), CancellationToken.None)).Value!;

    private Task<VendorResult<IReadOnlyList<FetchedRecord>>> Fetch(params string[] names) => _bench.Connector.FetchAsync(_session, "review", names, CancellationToken.None);

    private async Task<ActionVerdict> Reply(string text) =>
        (await _bench.Connector.DeliverAsync(_session, "reply", [VendorBench.Action("k0", PushEnvelope.Review, null, 1, ("text", text))], CancellationToken.None)).Single();
}
