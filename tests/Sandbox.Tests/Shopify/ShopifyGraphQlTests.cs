using System.Net;
using IntegrationHub.Sandbox.Shopify;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Shopify;

public sealed class ShopifyGraphQlTests : ShopifyFixture
{
    private const string Orders = """
        query OrdersUpdatedSince($first: Int!, $after: String, $q: String!) {
          orders(first: $first, after: $after, query: $q, sortKey: UPDATED_AT) {
            pageInfo { hasNextPage endCursor }
            nodes {
              id legacyResourceId name number createdAt updatedAt processedAt cancelledAt cancelReason closedAt test
              displayFinancialStatus displayFulfillmentStatus tags note sourceName app { id name } currencyCode
              totalPriceSet { shopMoney { amount currencyCode } } currentTotalPriceSet { shopMoney { amount currencyCode } }
              totalRefundedSet { shopMoney { amount currencyCode } } discountCodes email customer { id }
              customerJourneySummary { ready customerOrderIndex daysToConversion
                firstVisit { occurredAt source landingPage utmParameters { source medium campaign } }
                lastVisit { occurredAt source utmParameters { source medium campaign } } }
              lineItems(first: 10) { nodes { id title sku quantity currentQuantity originalUnitPriceSet { shopMoney { amount currencyCode } } product { id } variant { id } } }
            }
          }
        }
        """;

    [Fact]
    public async Task The_answer_holds_exactly_the_selected_fields_under_their_aliases()
    {
        var customer = Shop.AddCustomer(new ShopifyCustomer { FirstName = "Ada", Email = "ada@example.com", Tags = ["vip"] });
        var answer = await AskAsync("query($e: String!) { who: customerByIdentifier(identifier: {emailAddress: $e}) { id tags __typename } }", new { e = "ADA@example.com" });
        Assert.Equal($$$"""{"who":{"id":"{{{customer.Gid}}}","tags":["vip"],"__typename":"Customer"}}""", answer["data"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task Paging_walks_over_all_customers_once_even_when_one_changes_between_the_pages()
    {
        var all = Enumerable.Range(1, 7).Select(i => Shop.AddCustomer(new ShopifyCustomer { Email = $"c{i}@example.com" })).ToList();
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await AskAsync("query($a: String) { customers(first: 3, after: $a, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { id } } }", new { a = after }))["data"]!["customers"]!;
            seen.AddRange(page["nodes"]!.Select(n => (string)n["id"]!));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
            Shop.UpdateCustomer(all[0].Id, c => c with { Note = $"{seen.Count}" });
            Assert.True(seen.Count < 20);
        }
        while (after is not null);
        Assert.Equal([.. all.Select(c => c.Gid).Order()], seen.Distinct().Order());
    }

    [Fact]
    public async Task The_filter_on_the_change_time_is_kept_to_the_second()
    {
        var t = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
        foreach (var hour in new[] { 0, 1, 2 })
        {
            using (Vendors.World.InThePast(t.AddHours(hour)))
            {
                Shop.AddCustomer(new ShopifyCustomer { Email = $"h{hour}@example.com" });
            }
        }

        var answer = await AskAsync("{ customers(first: 10, query: \"updated_at:>='2026-11-02T09:00:00Z' AND updated_at:<'2026-11-02T10:00:00Z'\") { nodes { defaultEmailAddress { emailAddress } } } }");
        Assert.Equal("h1@example.com", (string?)Assert.Single(answer.SelectTokens("data.customers.nodes[*].defaultEmailAddress.emailAddress")));
    }

    [Fact]
    public async Task An_order_tells_money_source_and_exact_ids_as_text()
    {
        var order = Shop.PlaceOrder(Basket() with { LandingSite = "/?utm_source=mailchimp&utm_medium=email&utm_campaign=autumn", Email = "ada@example.com" });
        Shop.Refund(order.Id, "broken", 2.50m);
        var node = (await AskAsync(Orders, new { first = 250, q = "updated_at:>='2020-01-01'" }))["data"]!["orders"]!["nodes"]![0]!;

        Assert.Equal(JTokenType.String, node["legacyResourceId"]!.Type);
        Assert.Equal("29.00", (string?)node.SelectToken("totalPriceSet.shopMoney.amount"));
        Assert.Equal("26.50", (string?)node.SelectToken("currentTotalPriceSet.shopMoney.amount"));
        Assert.Equal("PARTIALLY_REFUNDED", (string?)node["displayFinancialStatus"]);
        Assert.Equal("autumn", (string?)node.SelectToken("customerJourneySummary.firstVisit.utmParameters.campaign"));
        Assert.Equal(0, (int)node.SelectToken("customerJourneySummary.customerOrderIndex")!);
    }

    [Fact]
    public async Task Orders_older_than_sixty_days_are_hidden_without_the_scope_for_all()
    {
        using (Vendors.World.InThePast(DateTimeOffset.UnixEpoch.AddYears(55)))
        {
            Shop.PlaceOrder(Basket());
        }

        Shop.Scopes = Shop.Scopes.Where(s => s != "read_all_orders").ToHashSet();
        Assert.Empty((await AskAsync("{ orders(first: 5) { nodes { id } } }")).SelectToken("data.orders.nodes")!);
    }

    [Fact]
    public async Task Abandoned_checkouts_know_no_order_by_change_time()
    {
        Shop.StartCheckout(Basket() with { Email = "ada@example.com" });
        Assert.NotNull((await AskAsync("{ abandonedCheckouts(first: 5, sortKey: UPDATED_AT) { nodes { id } } }"))["errors"]);
        Assert.Single((await AskAsync("{ abandonedCheckouts(first: 5, sortKey: CREATED_AT, query: \"status:open\") { nodes { id abandonedCheckoutUrl } } }")).SelectToken("data.abandonedCheckouts.nodes")!);
    }

    [Fact]
    public async Task Several_mutations_in_one_request_each_get_their_verdict()
    {
        var customer = Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        var answer = await AskAsync(
            "mutation($a: ID!, $b: ID!) { m0: tagsAdd(id: $a, tags: [\"vip\"]) { node { id ... on Customer { tags } } userErrors { field message } } m1: tagsAdd(id: $b, tags: [\"vip\"]) { userErrors { field message } } }",
            new { a = customer.Gid, b = "gid://shopify/Customer/1" });
        Assert.Equal("vip", (string?)answer.SelectToken("data.m0.node.tags[0]"));
        Assert.Equal("id", (string?)answer.SelectToken("data.m1.userErrors[0].field[0]"));
        Assert.Equal(20, (int)answer.SelectToken("extensions.cost.requestedQueryCost")!);
    }

    [Fact]
    public async Task A_tag_set_twice_is_done_once()
    {
        var customer = Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        for (var i = 0; i < 2; i++)
        {
            await AskAsync("mutation($a: ID!) { tagsAdd(id: $a, tags: [\"VIP\"]) { userErrors { message } } }", new { a = customer.Gid });
        }

        var entry = Assert.Single(Vendors.Ledger.Entries(verb: "customer.tag.add", target: customer.Gid));
        Assert.True(entry.By.IsApi);
        Assert.Contains(Vendors.World.Requests.Of("shopify"), r => r.Id == entry.By.RequestId);
    }

    [Fact]
    public async Task An_empty_bucket_throttles_and_fills_again()
    {
        Shop.Throttle.RestoreRate = 0.001;
        Shop.Throttle.Drain(4);
        var answer = await AskAsync("mutation { tagsAdd(id: \"gid://shopify/Customer/1\", tags: [\"x\"]) { userErrors { message } } }");
        Assert.Equal("THROTTLED", (string?)answer.SelectToken("errors[0].extensions.code"));
        Assert.Equal(JTokenType.Null, answer.SelectToken("extensions.cost.actualQueryCost")!.Type);

        Shop.Throttle.RestoreRate = 100_000;
        Assert.Null((await AskAsync("mutation { tagsAdd(id: \"gid://shopify/Customer/1\", tags: [\"x\"]) { userErrors { message } } }"))["errors"]);
    }

    [Fact]
    public async Task What_a_query_did_not_need_comes_back()
    {
        Shop.Throttle.RestoreRate = 0;
        var cost = (await AskAsync("{ customers(first: 100) { nodes { id defaultEmailAddress { emailAddress } } } }")).SelectToken("extensions.cost")!;
        Assert.True((int)cost["requestedQueryCost"]! > (int)cost["actualQueryCost"]!);
        Assert.Equal(2000 - (int)cost["actualQueryCost"]!, (int)cost["throttleStatus"]!["currentlyAvailable"]!);
    }

    [Fact]
    public async Task A_missing_scope_refuses_a_query_as_a_whole()
    {
        Shop.PlaceOrder(Basket());
        Shop.Scopes = new HashSet<string> { "read_orders" };
        var answer = await AskAsync("{ orders(first: 5) { nodes { id customer { id } } } }");
        Assert.Equal("ACCESS_DENIED", (string?)answer.SelectToken("errors[0].extensions.code"));
        Assert.Equal(JTokenType.Null, answer["data"]!.Type);
    }

    [Theory]
    [InlineData("{ customers(first: 5) { nodes { nope } } }", "undefinedField")]
    [InlineData("{ customers(first: 5, colour: 1) { nodes { id } } }", "argumentNotAccepted")]
    [InlineData("mutation { tagsAdd(id: \"x\") { userErrors { message } } }", "missingRequiredArguments")]
    [InlineData("{ customers(first: 251) { nodes { id } } }", "BAD_REQUEST")]
    public async Task A_wrong_query_is_told_why(string query, string code) =>
        Assert.Equal(code, (string?)(await AskAsync(query)).SelectToken("errors[0].extensions.code"));

    [Fact]
    public async Task A_wrong_token_and_an_unknown_shop_are_refused()
    {
        Http.DefaultRequestHeaders.Remove("X-Shopify-Access-Token");
        using var unnamed = await PostAsync("{ shop { id } }");
        Assert.Equal(HttpStatusCode.Unauthorized, unnamed.StatusCode);
        using var elsewhere = await Http.PostAsync(new Uri(Vendors.Address, "/shopify/nobody/admin/api/2026-10/graphql.json"), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task An_old_version_is_answered_by_the_oldest_still_served()
    {
        using var answer = await PostAsync("{ shop { id } }", version: "2024-10");
        Assert.Equal("2026-01", Assert.Single(answer.Headers.GetValues("X-Shopify-API-Version")));
    }

    [Fact]
    public async Task Client_credentials_give_a_token_that_works_until_the_app_is_thrown_out()
    {
        using var answer = await Http.PostAsync("admin/oauth/access_token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = Shop.ClientId, ["client_secret"] = Shop.ClientSecret, ["grant_type"] = "client_credentials",
        }));
        var token = (string?)JObject.Parse(await answer.Content.ReadAsStringAsync())["access_token"];
        Http.DefaultRequestHeaders.Remove("X-Shopify-Access-Token");
        Http.DefaultRequestHeaders.Add("X-Shopify-Access-Token", token);
        Assert.Equal("kornhaus.myshopify.com", (string?)(await AskAsync("{ shop { myshopifyDomain } }")).SelectToken("data.shop.myshopifyDomain"));

        Shop.UninstallApp();
        using var dead = await PostAsync("{ shop { id } }");
        Assert.Equal(HttpStatusCode.Unauthorized, dead.StatusCode);
    }

    [Fact]
    public async Task Consent_is_refused_on_the_customer_and_taken_by_its_own_mutation()
    {
        var customer = Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com", EmailConsent = "SUBSCRIBED" });
        var wrong = await AskAsync("mutation($i: CustomerInput!) { customerUpdate(input: $i) { userErrors { message } } }", new { i = new { id = customer.Gid, emailMarketingConsent = new { marketingState = "UNSUBSCRIBED" } } });
        Assert.Single(wrong.SelectToken("data.customerUpdate.userErrors")!);
        await AskAsync(
            "mutation($i: CustomerEmailMarketingConsentUpdateInput!) { customerEmailMarketingConsentUpdate(input: $i) { userErrors { message code } } }",
            new { i = new { customerId = customer.Gid, emailMarketingConsent = new { marketingState = "UNSUBSCRIBED" } } });
        Assert.Equal("UNSUBSCRIBED", Shop.Customer(customer.Id)!.EmailConsent);
    }

    [Fact]
    public async Task A_metafield_changed_meanwhile_is_not_overwritten()
    {
        var customer = Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        const string Set = "mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { compareDigest } userErrors { code elementIndex } } }";
        await AskAsync(Set, new { m = new[] { new { ownerId = customer.Gid, @namespace = "$app:journey", key = "origin", value = "a", type = "single_line_text_field" } } });
        var stale = await AskAsync(Set, new { m = new[] { new { ownerId = customer.Gid, @namespace = "$app:journey", key = "origin", value = "b", compareDigest = (string?)null } } });
        Assert.Equal("STALE_OBJECT", (string?)stale.SelectToken("data.metafieldsSet.userErrors[0].code"));
    }

    [Fact]
    public async Task A_discount_code_exists_once()
    {
        const string Create = """
            mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {
              codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status codes(first: 1) { nodes { code } } } } } userErrors { code field } } }
            """;
        var input = new { d = new { title = "Loyalty", code = "AYLIN-10", startsAt = "2026-11-01T00:00:00Z", customerGets = new { value = new { percentage = 0.1 }, items = new { all = true } }, context = new { all = "ALL" } } };
        Assert.Equal("AYLIN-10", (string?)(await AskAsync(Create, input)).SelectToken("data.discountCodeBasicCreate.codeDiscountNode.codeDiscount.codes.nodes[0].code"));
        Assert.Equal("TAKEN", (string?)(await AskAsync(Create, input)).SelectToken("data.discountCodeBasicCreate.userErrors[0].code"));
    }

    internal static ShopifyBasket Basket() => new() { Lines = [new("BISC-1", "Box of biscuits", 2, 12.05m)], Shipping = 4.90m };
}
