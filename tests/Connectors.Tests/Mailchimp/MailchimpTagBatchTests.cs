using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

public sealed class MailchimpTagBatchTests : IDisposable
{
    private const string Found = """{"tags":[{"id":49,"name":"vip lane"},{"id":51,"name":"VIP"}],"total_items":2}""";
    private readonly VendorBench _bench = new(new MailchimpConnector(), "a6b5da1054");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task One_tag_of_many_members_goes_in_one_call()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, Found).Answer("/lists/a6b5da1054/segments/51", 200, Added(1, 2, 3));
        var verdicts = await _bench.Deliver("tag.add", Three());
        Assert.Equal([ActionOutcome.Done, ActionOutcome.Done, ActionOutcome.Done], verdicts.Select(v => v.Outcome));
        Assert.Equal(2, _bench.Calls);
    }

    [Fact]
    public async Task A_tag_is_taken_from_many_members_in_one_call()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, Found).Answer("/lists/a6b5da1054/segments/51", 200, """{"members_added":[],"errors":[],"members_removed":[{"email_address":"p1@example.com"},{"email_address":"p2@example.com"},{"email_address":"p3@example.com"}]}""");
        var verdicts = await _bench.Deliver("tag.remove", Three());
        Assert.All(verdicts, v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Contains("members_to_remove", _bench.Server.LogEntries[^1].RequestMessage!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_the_answer_does_not_name_gets_a_call_of_its_own()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, Found).Answer("/lists/a6b5da1054/segments/51", 200, Added(1, 3))
            .Answer("/lists/a6b5da1054/members/*", 404, """{"title":"Resource Not Found","status":404,"detail":"x"}""");
        var verdicts = await _bench.Deliver("tag.add", Three());
        Assert.Equal(ActionOutcome.Rejected, verdicts.Single(v => v.Key == "k2").Outcome);
        Assert.Equal(3, _bench.Calls);
    }

    [Fact]
    public async Task A_tag_that_the_audience_does_not_have_yet_is_put_member_by_member()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, """{"tags":[],"total_items":0}""").Answer("/lists/a6b5da1054/members/*", 204, "");
        Assert.All(await _bench.Deliver("tag.add", Three()), v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Equal(4, _bench.Calls);
    }

    [Fact]
    public async Task A_throttled_batch_is_tried_again_whole()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, Found).Answer("/lists/a6b5da1054/segments/51", 429, "", retryAfter: "60");
        Assert.All(await _bench.Deliver("tag.add", Three()), v => Assert.Equal(ActionOutcome.Retry, v.Outcome));
    }

    [Fact]
    public async Task An_attempt_keeps_nobody_elses_address()
    {
        _bench.Answer("/lists/a6b5da1054/tag-search", 200, Found).Answer("/lists/a6b5da1054/segments/51", 200, Added(1, 2, 3));
        var verdict = (await _bench.Deliver("tag.add", Three())).Single(v => v.Key == "k1");
        Assert.DoesNotContain("p2@example.com", verdict.Exchange!.Request + verdict.Exchange.Answer, StringComparison.Ordinal);
        Assert.Contains("one of 3 members", verdict.Exchange.Request, StringComparison.Ordinal);
    }

    private static OutboundAction[] Three() => [.. Enumerable.Range(1, 3).Select(i => VendorBench.Action("k" + i, null, $"p{i}@example.com", 1, ("tag", "vip")))];

    private static string Added(params int[] people) =>
        """{"members_added":[""" + string.Join(',', people.Select(i => $$"""{"email_address":"p{{i}}@example.com"}""")) + """],"members_removed":[],"errors":[]}""";
}
