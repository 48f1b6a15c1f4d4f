using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

public sealed class MailchimpCallsTests : IDisposable
{
    private const string Member = "/lists/a6b5da1054/members/*";
    private readonly VendorBench _bench = new(new MailchimpConnector(), "a6b5da1054");

    public void Dispose() => _bench.Dispose();

    private static OutboundAction Act(string key, params (string Name, string Value)[] arguments) => VendorBench.Action(key, null, "Jo@example.com", 1, arguments);

    [Fact]
    public async Task Tags_of_one_member_go_in_one_call()
    {
        _bench.Answer(Member, 204, "");
        var verdicts = await _bench.Deliver("tag.add", Act("k0", ("tag", "vip")), Act("k1", ("tag", "first-order")));
        Assert.All(verdicts, verdict => Assert.Equal(ActionOutcome.Done, verdict.Outcome));
        var call = Assert.Single(_bench.Server.LogEntries);
        Assert.EndsWith("/members/" + MailchimpMember.Hash("jo@example.com") + "/tags", call.RequestMessage!.Path, StringComparison.Ordinal);
        Assert.Contains("first-order", call.RequestMessage.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("is_syncing", call.RequestMessage.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, """{"title":"Resource Not Found","status":404,"detail":"x"}""", ActionOutcome.Rejected)]
    [InlineData(400, """{"title":"Member In Compliance State","status":400,"detail":"x"}""", ActionOutcome.Rejected)]
    [InlineData(401, """{"title":"API Key Invalid","status":401}""", ActionOutcome.ConnectionBroken)]
    [InlineData(403, """{"title":"Forbidden","status":403}""", ActionOutcome.ConnectionBroken)]
    [InlineData(403, "", ActionOutcome.Retry)]
    [InlineData(429, "", ActionOutcome.Retry)]
    [InlineData(502, "<html>timeout</html>", ActionOutcome.Retry)]
    [InlineData(200, "<html>ok</html>", ActionOutcome.Retry)]
    public async Task Errors(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Member, status, body);
        Assert.Equal(expected, (await _bench.Deliver("tag.add", Act("k0", ("tag", "vip"))))[0].Outcome);
    }

    [Theory]
    [InlineData("""{"id":"x","merge_fields":{"CARTURL":"https://x.example/r"}}""", ActionOutcome.Done)]
    [InlineData("""{"id":"x","merge_fields":{"CARTURL":"older"}}""", ActionOutcome.Ignored)]
    [InlineData("""{"id":"x","merge_fields":{"FNAME":"Jo"}}""", ActionOutcome.Rejected)]
    public async Task A_field_is_read_back(string answer, ActionOutcome expected)
    {
        _bench.Answer(Member, 200, answer);
        var verdict = (await _bench.Deliver("field.set", Act("k0", ("field", "carturl"), ("value", "https://x.example/r"))))[0];
        Assert.Equal(expected, verdict.Outcome);
        Assert.Contains("CARTURL", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "transactional")]
    [InlineData("proven", "subscribed")]
    public async Task An_upsert_opts_nobody_in(string consent, string status)
    {
        _bench.Answer(Member, 200, """{"id":"0123456789abcdef0123456789abcdef","status":"transactional"}""");
        var verdict = (await _bench.Deliver("member.upsert", Act("k0", ("consent", consent))))[0];
        Assert.Equal((ActionOutcome.Done, "0123456789abcdef0123456789abcdef"), (verdict.Outcome, verdict.VendorObject));
        Assert.Contains($"\"status_if_new\":\"{status}\"", _bench.Server.LogEntries.Single().RequestMessage!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"status\":", _bench.Server.LogEntries.Single().RequestMessage!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_not_repeated_when_it_is_already_there()
    {
        _bench.Answer(Member, 200, """{"events":[{"name":"bought","properties":{"hub_action":"k0"}}]}""");
        var again = VendorBench.Action("k0", null, "jo@example.com", 2, ("name", "bought"));
        Assert.Equal(ActionOutcome.Done, (await _bench.Deliver("event.send", again))[0].Outcome);
        Assert.Equal("GET", Assert.Single(_bench.Server.LogEntries).RequestMessage!.Method);
    }

    [Fact]
    public async Task An_event_whose_answer_is_lost_is_uncertain_and_sent_once()
    {
        _bench.Answer(Member, 502, "<html>");
        Assert.Equal(ActionOutcome.Uncertain, (await _bench.Deliver("event.send", Act("k0", ("name", "bought"))))[0].Outcome);
        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task Members_are_paged_by_time()
    {
        _bench.Answer("/lists/a6b5da1054/members", 200, """{"members":[{"id":"a","last_changed":"2026-05-21T18:00:00+00:00"},{"id":"b","last_changed":"2026-05-21T18:05:00+00:00"}]}""");
        var since = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var first = (await _bench.Connector.PollAsync(_bench.Session, new("members", null, since, 2), CancellationToken.None)).Value!;
        Assert.Equal((2, true), (first.Records.Count, first.HasMore));
        var second = (await _bench.Connector.PollAsync(_bench.Session, new("members", first.Cursor, since, 50), CancellationToken.None)).Value!;
        Assert.Contains("2026-05-21T18:04:59", Uri.UnescapeDataString(_bench.Server.LogEntries[^1].RequestMessage!.Url), StringComparison.Ordinal);
        Assert.False(second.HasMore);
    }
}
