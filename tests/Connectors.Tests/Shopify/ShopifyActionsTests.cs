using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Shopify;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.Shopify;

public sealed class ShopifyActionsTests : IDisposable
{
    private const string Path = "/admin/api/2026-10/graphql.json";
    private const string Done = """{"data":{"a0":{"userErrors":[]}}}""";
    private readonly VendorBench _bench = new(new ShopifyConnector(), "tea-demo.myshopify.com");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Several_tags_of_one_customer_are_one_mutation()
    {
        _bench.Answer(Path, 200, """{"data":{"a0":{"node":{"id":"x"},"userErrors":[]},"a1":{"node":{"id":"x"},"userErrors":[]}}}""");
        var verdicts = await _bench.Deliver("tag.add", Tag("k0", "7", "vip"), Tag("k1", "7", "tea"), Tag("k2", "8", "vip"));
        Assert.All(verdicts, v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Equal(["vip", "tea"], Sent(0)["variables"]!["tags0"]!.Values<string>());
        Assert.Equal("gid://shopify/Customer/8", (string?)Sent(0)["variables"]!["id1"]);
    }

    [Fact]
    public async Task Twenty_six_customers_are_two_calls()
    {
        _bench.Answer(Path, 200, "{\"data\":{" + string.Join(',', Enumerable.Range(0, 25).Select(i => $"\"a{i}\":{{\"userErrors\":[]}}")) + "}}");
        Assert.All(await _bench.Deliver("tag.add", [.. Enumerable.Range(0, 26).Select(i => Tag("k" + i, i.ToString(System.Globalization.CultureInfo.InvariantCulture), "vip"))]), v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Equal(2, _bench.Calls);
    }

    [Theory]
    [InlineData("5001", "gid://shopify/Order/5001")]
    [InlineData("gid://shopify/Order/5001", "gid://shopify/Order/5001")]
    public async Task An_order_is_named_by_its_id(string order, string sent)
    {
        _bench.Answer(Path, 200, Done);
        Assert.Equal(ActionOutcome.Done, (await _bench.Deliver("order.tag.add", VendorBench.Action("k0", null, null, 1, ("tag", "late"), ("order", order))))[0].Outcome);
        Assert.Equal(sent, (string?)Sent(0)["variables"]!["id0"]);
    }

    [Theory]
    [InlineData("order.tag.add", "order", "#1043")]
    [InlineData("order.tag.add", "order", "gid://shopify/Customer/7")]
    [InlineData("metafield.set", "key", "a b")]
    [InlineData("consent.set", "state", "maybe")]
    [InlineData("consent.set", "state", "subscribed")]
    [InlineData("code.create", "percent", "0")]
    [InlineData("code.create", "percent", "101")]
    [InlineData("code.create", "amount", "5")]
    [InlineData("code.create", "days", "900")]
    [InlineData("code.create", "code", "TEN OFF")]
    [InlineData("tag.add", "tag", "a,b")]
    public async Task What_cannot_be_done_is_refused_without_a_call(string verb, string argument, string value)
    {
        var right = ShopifyDeeds.Right(verb);
        var verdict = (await _bench.Deliver(verb, right with { Arguments = right.Arguments.SetItem(argument, Journey.Value.Of(value)) }))[0];
        Assert.Equal((ActionOutcome.Rejected, 0), (verdict.Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_field_of_the_hub_stands_in_the_apps_own_namespace()
    {
        _bench.Answer(Path, 200, Done);
        Assert.Equal(ActionOutcome.Done, (await _bench.Deliver("metafield.set", ShopifyDeeds.Right("metafield.set")))[0].Outcome);
        var field = Sent(0)["variables"]!["metafields0"]![0]!;
        Assert.Equal(("$app:hub", "stage", "loyalty", "single_line_text_field"), ((string?)field["namespace"], (string?)field["key"], (string?)field["value"], (string?)field["type"]));
    }

    [Theory]
    [InlineData(null, "new", "Hub: new")]
    [InlineData("Likes tea", "new", "Likes tea\nHub: new")]
    [InlineData("Likes tea\nHub: old\nCall first", "new", "Likes tea\nHub: new\nCall first")]
    [InlineData("Hub: old\r\nHub: older", "new", "Hub: new")]
    [InlineData("Likes tea\nHub: old", "", "Likes tea")]
    [InlineData("Hub: old", "", "")]
    public void The_hubs_line_is_kept_and_the_rest_is_left_alone(string? note, string text, string wished) => Assert.Equal(wished, ShopifyNoteLine.With(note, text));

    [Fact]
    public async Task A_note_that_says_it_already_is_not_written()
    {
        _bench.Answer(Path, 200, """{"data":{"nodes":[{"id":"gid://shopify/Customer/7","note":"Likes tea\nHub: stage loyalty"}]}}""");
        Assert.Equal((ActionOutcome.Done, 1), ((await _bench.Deliver("note.set", ShopifyDeeds.Right("note.set")))[0].Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData("""{"data":{"nodes":[null]},"errors":[{"message":"denied","path":["nodes",0],"extensions":{"code":"ACCESS_DENIED"}}]}""", ActionOutcome.ConnectionBroken)]
    [InlineData("""{"data":{"nodes":[null]}}""", ActionOutcome.Rejected)]
    public async Task A_note_that_cannot_be_read_is_never_written(string answer, ActionOutcome expected)
    {
        _bench.Answer(Path, 200, answer);
        Assert.Equal((expected, 1), ((await _bench.Deliver("note.set", ShopifyDeeds.Right("note.set")))[0].Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData("SUBSCRIBED", "unsubscribed", null, ActionOutcome.Done, 2)]
    [InlineData("UNSUBSCRIBED", "unsubscribed", null, ActionOutcome.Done, 1)]
    [InlineData("NOT_SUBSCRIBED", "subscribed", null, ActionOutcome.Done, 2)]
    [InlineData("UNSUBSCRIBED", "subscribed", null, ActionOutcome.Rejected, 1)]
    [InlineData("UNSUBSCRIBED", "subscribed", "2026-10-01T00:00:00Z", ActionOutcome.Rejected, 1)]
    [InlineData("UNSUBSCRIBED", "subscribed", "2026-11-02T00:00:00Z", ActionOutcome.Done, 2)]
    public async Task A_yes_goes_over_a_no_only_with_a_later_proof(string state, string wished, string? at, ActionOutcome expected, int calls)
    {
        _bench.Server.Given(Request.Create().UsingPost().WithBody(b => b!.Contains("query CustomerConsents", StringComparison.Ordinal))).RespondWith(Response.Create().WithBody(
            """{"data":{"nodes":[{"id":"gid://shopify/Customer/7","defaultEmailAddress":{"emailAddress":"a@example.org","marketingState":"STATE","marketingUpdatedAt":"2026-11-01T00:00:00Z"}}]}}"""
                .Replace("STATE", state, StringComparison.Ordinal)));
        _bench.Server.Given(Request.Create().UsingPost().WithBody(b => b!.Contains("mutation", StringComparison.Ordinal))).RespondWith(Response.Create().WithBody(Done));
        var arguments = new List<(string, string)> { ("state", wished), ("proof", "form of 2 November") };
        if (at is not null)
        {
            arguments.Add(("at", at));
        }

        Assert.Equal((expected, calls), ((await _bench.Deliver("consent.set", VendorBench.Action("k0", "7", null, 1, [.. arguments])))[0].Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_code_is_for_one_customer_once()
    {
        _bench.Answer(Path, 200, """{"data":{"a0":{"codeDiscountNode":{"id":"gid://shopify/DiscountCodeNode/99"},"userErrors":[]}}}""");
        var verdict = (await _bench.Deliver("code.create", VendorBench.Action("k0", "7", null, 1, ("percent", "12.5"), ("code", "TEA-ANA"), ("days", "10"))))[0];
        Assert.Equal((ActionOutcome.Done, "99"), (verdict.Outcome, verdict.VendorObject));
        var sent = Sent(0)["variables"]!["basicCodeDiscount0"]!;
        Assert.Equal(("TEA-ANA", 1, true, 0.125m), ((string?)sent["code"], (int)sent["usageLimit"]!, (bool)sent["appliesOncePerCustomer"]!, (decimal)sent["customerGets"]!["value"]!["percentage"]!));
        Assert.Equal("gid://shopify/Customer/7", (string?)sent["context"]!["customers"]!["add"]!.Single());
        Assert.Equal(TimeSpan.FromDays(10), (DateTimeOffset)sent["endsAt"]! - (DateTimeOffset)sent["startsAt"]!);
    }

    [Theory]
    [InlineData(1, ActionOutcome.Done)] // taken, and the mark says by us
    [InlineData(2, ActionOutcome.Done)]
    public async Task A_code_that_is_there_with_our_mark_is_not_made_again(int attempt, ActionOutcome expected)
    {
        var action = ShopifyDeeds.Right("code.create", attempt: attempt);
        _bench.Answer(Path, 200, """{"data":{"a0":{"codeDiscountNode":{"id":"gid://shopify/DiscountCodeNode/99"},"userErrors":[]}}}""");
        await _bench.Deliver("code.create", ShopifyDeeds.Right("code.create"));
        var title = (string)Sent(0)["variables"]!["basicCodeDiscount0"]!["title"]!;
        _bench.Server.Reset();
        Found(title);
        _bench.Server.Given(Request.Create().UsingPost().WithBody(b => b!.Contains("mutation", StringComparison.Ordinal))).RespondWith(Response.Create().WithBody(
            """{"data":{"a0":{"codeDiscountNode":null,"userErrors":[{"field":["code"],"message":"Code must be unique.","code":"TAKEN"}]}}}"""));
        var verdict = (await _bench.Deliver("code.create", action))[0];
        Assert.Equal((expected, "99", attempt == 1 ? 2 : 1), (verdict.Outcome, verdict.VendorObject, _bench.Calls));
    }

    [Fact]
    public async Task A_code_of_somebody_elses_is_said_to_be_taken()
    {
        Found("Summer sale");
        var verdict = (await _bench.Deliver("code.create", ShopifyDeeds.Right("code.create", attempt: 2)))[0];
        Assert.Equal(ActionOutcome.Rejected, verdict.Outcome);
        Assert.Contains("taken by another discount", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "", ActionOutcome.Uncertain)]
    [InlineData(502, "<html>", ActionOutcome.Uncertain)]
    [InlineData(200, """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]}""", ActionOutcome.Retry)]
    public async Task A_code_is_sent_once_whatever_the_answer(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Path, status, body);
        Assert.Equal((expected, 1), ((await _bench.Deliver("code.create", ShopifyDeeds.Right("code.create")))[0].Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_second_try_that_cannot_look_makes_no_code()
    {
        _bench.Answer(Path, 200, """{"data":{"codeDiscountNodeByCode":null},"errors":[{"message":"no","path":["codeDiscountNodeByCode"],"extensions":{"code":"ACCESS_DENIED"}}]}""");
        Assert.Equal((ActionOutcome.Uncertain, 1), ((await _bench.Deliver("code.create", ShopifyDeeds.Right("code.create", attempt: 2)))[0].Outcome, _bench.Calls));
    }

    [Fact]
    public void A_consent_that_comes_back_is_known_as_ours()
    {
        var mark = Assert.Single(_bench.Connector.MarksOf("consent.set", ShopifyDeeds.Right("consent.set")));
        var envelope = new EnvelopeContent(_bench.Session.Connection, EnvelopeSource.Webhook, "customers_email_marketing_consent/update",
            """{"customer_id":7,"email_address":"a@example.org","email_marketing_consent":{"state":"unsubscribed","consent_updated_at":"2026-11-01T00:00:00Z"}}"""u8.ToArray(), DateTimeOffset.UnixEpoch, null, false);
        Assert.All(_bench.Connector.Normalise(envelope).Events, e => Assert.Equal(mark, Assert.Single(e.Marks)));
    }

    private void Found(string title) => _bench.Server.Given(Request.Create().UsingPost().WithBody(b => b!.Contains("query DiscountByCode", StringComparison.Ordinal))).RespondWith(Response.Create().WithBody(
        new JObject { ["data"] = new JObject { ["codeDiscountNodeByCode"] = new JObject { ["id"] = "gid://shopify/DiscountCodeNode/99", ["codeDiscount"] = new JObject { ["title"] = title } } } }.ToString()));

    private static OutboundAction Tag(string key, string id, string tag) => VendorBench.Action(key, id, null, 1, ("tag", tag));

    private JObject Sent(int call) => JObject.Parse(_bench.Server.LogEntries[call].RequestMessage!.Body!);
}
