using GraphQLParser;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Shopify;

namespace IntegrationHub.Connectors.Tests.Shopify;

public sealed class ShopifyCallsTests : IDisposable
{
    private const string Path = "/admin/api/2026-10/graphql.json";
    private readonly VendorBench _bench = new(new ShopifyConnector(), "tea-demo.myshopify.com");

    public void Dispose() => _bench.Dispose();

    private static OutboundAction Tag(string key, string? id) => VendorBench.Action(key, id, null, 1, ("tag", "vip"));

    [Fact]
    public async Task Each_alias_has_its_own_verdict()
    {
        _bench.Answer(Path, 200, """{"data":{"a0":{"node":{"id":"x"},"userErrors":[]},"a1":{"node":null,"userErrors":[{"field":["id"],"message":"Customer does not exist"}]},"a2":null},"errors":[{"message":"no","path":["a2"],"extensions":{"code":"ACCESS_DENIED"}}]}""");
        var verdicts = await _bench.Deliver("tag.add", Tag("k0", "7"), Tag("k1", "8"), Tag("k2", "9"), Tag("k3", null));
        Assert.Equal(
            [("k0", ActionOutcome.Done), ("k1", ActionOutcome.Rejected), ("k2", ActionOutcome.ConnectionBroken), ("k3", ActionOutcome.Rejected)],
            verdicts.OrderBy(verdict => verdict.Key).Select(verdict => (verdict.Key, verdict.Outcome)));
        Assert.Equal(1, _bench.Calls);
        Assert.DoesNotContain("secret-token", verdicts.First(verdict => verdict.Exchange is not null).Exchange!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spoiled_field_beside_data_is_no_reason_to_repeat()
    {
        _bench.Answer(Path, 200, """{"data":{"a0":{"node":null,"userErrors":[]}},"errors":[{"message":"denied","path":["a0","node"],"extensions":{"code":"ACCESS_DENIED"}}]}""");
        Assert.Equal(ActionOutcome.Done, (await _bench.Deliver("tag.add", Tag("k0", "7")))[0].Outcome);
    }

    [Fact]
    public async Task Throttling_waits_as_the_cost_says()
    {
        _bench.Answer(Path, 200, """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":752,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":666,"restoreRate":50.0}}}}""");
        var verdict = (await _bench.Deliver("tag.remove", Tag("k0", "7")))[0];
        Assert.Equal((ActionOutcome.Retry, TimeSpan.FromSeconds(2)), (verdict.Outcome, verdict.RetryAfter));
    }

    [Theory]
    [InlineData(401, "{\"errors\":\"[API] Invalid API key\"}", ActionOutcome.ConnectionBroken)]
    [InlineData(200, "<html>sorry</html>", ActionOutcome.Retry)]
    [InlineData(200, "", ActionOutcome.Retry)]
    [InlineData(200, "{\"data\":{\"a0\":{\"no", ActionOutcome.Retry)]
    [InlineData(500, "oops", ActionOutcome.Retry)]
    public async Task Bad_answers(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Path, status, body);
        Assert.Equal(expected, (await _bench.Deliver("tag.add", Tag("k0", "7")))[0].Outcome);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("0.1")]
    public async Task Nonsense_in_Retry_After_does_not_stop_the_retry(string header)
    {
        _bench.Answer(Path, 429, "{}", retryAfter: header);
        Assert.Equal(ActionOutcome.Retry, (await _bench.Deliver("tag.add", Tag("k0", "7")))[0].Outcome);
        Assert.Equal(3, _bench.Calls);
    }

    [Fact]
    public async Task A_long_Retry_After_is_told_instead_of_waited_for()
    {
        _bench.Answer(Path, 429, "{}", retryAfter: "999999999999");
        var verdict = (await _bench.Deliver("tag.add", Tag("k0", "7")))[0];
        Assert.Equal((TimeSpan.FromMinutes(15), 1), (verdict.RetryAfter!.Value, _bench.Calls));
    }

    [Fact]
    public async Task Pages_follow_the_cursor_and_the_watermark()
    {
        _bench.Answer(Path, 200, """{"data":{"customers":{"pageInfo":{"hasNextPage":true,"endCursor":"p2"},"nodes":[{"id":"gid://shopify/Customer/7","legacyResourceId":"7","updatedAt":"2026-11-20T10:00:00Z"}]}}}""");
        var since = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var first = (await _bench.Connector.PollAsync(_bench.Session, new("customers", null, since, 50), CancellationToken.None)).Value!;
        Assert.True(first.HasMore);
        Assert.Equal("7", Assert.Single(first.Records).Id);
        _bench.Server.Reset();
        _bench.Answer(Path, 200, """{"data":{"customers":{"pageInfo":{"hasNextPage":false},"nodes":[{"legacyResourceId":"7","updatedAt":"2026-11-20T10:00:00Z"},{"legacyResourceId":"8","updatedAt":"2026-11-20T10:00:00Z"}]}}}""");
        var second = (await _bench.Connector.PollAsync(_bench.Session, new("customers", first.Cursor, since, 50), CancellationToken.None)).Value!;
        Assert.Contains("p2", _bench.Server.LogEntries.Single().RequestMessage!.Body, StringComparison.Ordinal);
        Assert.Equal("8", Assert.Single(second.Records).Id);
        await _bench.Connector.PollAsync(_bench.Session, new("customers", second.Cursor, since, 50), CancellationToken.None);
        Assert.Contains("2026-11-20T09:55:00Z", _bench.Server.LogEntries[^1].RequestMessage!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_by_address_each_under_its_own_alias()
    {
        _bench.Answer(Path, 200, """{"data":{"c0":{"id":"gid://shopify/Customer/7","legacyResourceId":"7","updatedAt":"2026-11-20T10:00:00Z"},"c1":null}}""");
        var found = (await _bench.Connector.FindAsync(_bench.Session, ["ada@example.org", "bo@example.org", "ADA@example.org"], CancellationToken.None)).Value!;

        Assert.Equal(("ada@example.org", "7", "customers"), (found.Single().Email, found[0].ObjectId, found[0].Stream));
        Assert.Contains("bo@example.org", _bench.Server.LogEntries.Single().RequestMessage!.Body, StringComparison.Ordinal);
        var read = _bench.Connector.Normalise(new(_bench.Session.Connection, EnvelopeSource.Poll, "stream:" + found[0].Stream, found[0].Bytes, TimeProvider.System.GetUtcNow(), found[0].VendorAt, true));
        Assert.Null(read.Quarantine);
    }

    [Fact]
    public async Task A_person_about_whom_the_shop_refuses_to_speak_is_not_unknown()
    {
        _bench.Answer(Path, 200, """{"data":{"c0":null},"errors":[{"message":"no","path":["c0"],"extensions":{"code":"ACCESS_DENIED"}}]}""");

        Assert.Equal(FailureKind.Misconfigured, (await _bench.Connector.FindAsync(_bench.Session, ["ada@example.org"], CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task The_check_names_a_foreign_shop()
    {
        _bench.Answer(Path, 200, """{"data":{"shop":{"name":"X","myshopifyDomain":"other.myshopify.com"}}}""");
        Assert.Contains("other.myshopify.com", (await _bench.Connector.CheckAsync(_bench.Session, CancellationToken.None)).Failure!.Message, StringComparison.Ordinal);
    }

    private static readonly string[] Texts =
    [
        ShopifyOperations.Customers, ShopifyOperations.Orders, ShopifyOperations.Shop, ShopifyOperations.Canary, ShopifyOperations.Subscriptions, ShopifyOperations.Subscribe,
        ShopifyOperations.Unsubscribe, ShopifyOperations.ByAddress(2), ShopifyOperations.Notes, ShopifyOperations.Consents, ShopifyOperations.Code,
        .. ShopifyDeeds.All.Select(ShopifyDeeds.TextOf).Distinct(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Operations() => new(Texts);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operations_parse(string text) => Assert.Single(Parser.Parse(text).Definitions);

    [SharedDataFact]
    public void Fields_exist_in_the_vendors_schema()
    {
        var schema = Parser.Parse(File.ReadAllText(System.IO.Path.Combine(SharedData.Folder!, "specs", "shopify-admin-2026-04.graphql")));
        var types = new SchemaFields(schema);
        foreach (var text in Texts)
        {
            types.Check(Parser.Parse(text));
        }
    }
}
