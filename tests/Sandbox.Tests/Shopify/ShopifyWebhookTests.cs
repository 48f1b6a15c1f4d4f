using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.Shopify;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Shopify;

public sealed class ShopifyWebhookTests : ShopifyFixture
{
    [Fact]
    public async Task The_signature_is_the_one_a_stranger_computes_over_the_raw_body()
    {
        await SubscribeAsync("ORDERS_CREATE");
        Shop.PlaceOrder(ShopifyGraphQlTests.Basket() with { Email = "müller@example.com" });

        var got = Assert.Single(await DeliveredAsync());
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Shop.ClientSecret));
        Assert.Equal(Convert.ToBase64String(hmac.ComputeHash(got.Body)), got.Headers["X-Shopify-Hmac-Sha256"]);
        Assert.Equal("orders/create", got.Headers["X-Shopify-Topic"]);
        Assert.Equal("kornhaus.myshopify.com", got.Headers["X-Shopify-Shop-Domain"]);
        Assert.Equal("application/json", got.Headers["Content-Type"]);
    }

    [Fact]
    public void The_published_vector_of_the_signature_comes_out()
    {
        var request = ShopifyWebhookFactory.Request(
            new WebhookAttempt(0, default, new Uri("http://127.0.0.1"), "Convoy"), "d", "t", "v", Encoding.UTF8.GetBytes("Test Payload Body"), "w", "e", default, null);
        Assert.Equal("16FUVH58NeMcTIIOICN2UJOcPTTa4TbjCndXymGrtM8=", request.Headers["X-Shopify-Hmac-Sha256"]);
    }

    [Fact]
    public async Task Topics_of_one_action_share_the_event_id_and_differ_in_the_webhook_id()
    {
        await SubscribeAsync("ORDERS_CREATE");
        await SubscribeAsync("ORDERS_PAID");
        Shop.PlaceOrder(ShopifyGraphQlTests.Basket());

        var got = await DeliveredAsync();
        Assert.Equal(2, got.Count);
        Assert.Single(got.Select(g => g.Headers["X-Shopify-Event-Id"]).Distinct());
        Assert.Equal(2, got.Select(g => g.Headers["X-Shopify-Webhook-Id"]).Distinct().Count());
    }

    [Fact]
    public async Task A_retry_carries_the_same_body_and_webhook_id()
    {
        await SubscribeAsync("CUSTOMERS_CREATE");
        Receiver.Status = n => n == 1 ? 500 : 200;
        Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });

        var got = await DeliveredAsync();
        Assert.Equal(2, got.Count);
        Assert.Equal(got[0].Headers["X-Shopify-Webhook-Id"], got[1].Headers["X-Shopify-Webhook-Id"]);
        Assert.Equal(got[0].Text, got[1].Text);
    }

    [Fact]
    public async Task A_subscription_is_listed_found_by_id_and_changed_and_deliveries_follow()
    {
        await SubscribeAsync("CUSTOMERS_CREATE");
        var listed = (await AskAsync("{ webhookSubscriptions(first: 10, topics: [\"CUSTOMERS_CREATE\"]) { nodes { id uri topic } } }")).SelectToken("data.webhookSubscriptions.nodes")!;
        var id = (string)Assert.Single(listed)["id"]!;
        var moved = new Uri(Receiver.Address, "/moved");
        var changed = await UpdateAsync(id, new { uri = moved, includeFields = new[] { "id", "updated_at" } });
        Assert.Equal((moved.ToString(), "CUSTOMERS_CREATE"), ((string?)changed.SelectToken("webhookSubscription.uri"), (string?)changed.SelectToken("webhookSubscription.topic")));
        Assert.Equal(moved.ToString(), (string?)(await AskAsync("query($id: ID!) { webhookSubscription(id: $id) { uri } }", new { id })).SelectToken("data.webhookSubscription.uri"));

        Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        var got = Assert.Single(await DeliveredAsync());
        Assert.Equal("/moved", got.Path);
        Assert.Equal(["id", "updated_at"], JObject.Parse(got.Text).Properties().Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("gid://shopify/WebhookSubscription/1", "http://127.0.0.1:1/other", "Webhook subscription does not exist")]
    [InlineData(null, "ftp://127.0.0.1/other", "Address is invalid")]
    [InlineData(null, "http://127.0.0.1:1/taken", "Address for this topic has already been taken")]
    public async Task A_change_that_cannot_be_made_says_why(string? id, string uri, string message)
    {
        Shop.Subscribe("customers/create", new Uri("http://127.0.0.1:1/taken"), [], Actor.Person);
        var own = Shop.Subscribe("customers/create", new Uri("http://127.0.0.1:1/own"), [], Actor.Person);
        var answer = await UpdateAsync(id ?? own.Id, new { uri });
        Assert.Equal(message, (string?)answer.SelectToken("userErrors[0].message"));
    }

    [Fact]
    public async Task A_deleted_subscription_is_silent_and_one_from_the_apps_settings_cannot_be_deleted()
    {
        var own = Shop.Subscribe("customers/create", Receiver.Address, [], Actor.Person);
        Shop.ConfigureAppWebhooks(Receiver.Address, "orders/create");
        var ofApp = Vendors.Webhooks.Subscriptions("shopify").Single(s => s.Permanent).Id;
        const string Delete = "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }";
        Assert.Equal(own.Id, (string?)(await AskAsync(Delete, new { id = own.Id })).SelectToken("data.webhookSubscriptionDelete.deletedWebhookSubscriptionId"));
        Assert.NotNull((string?)(await AskAsync(Delete, new { id = ofApp })).SelectToken("data.webhookSubscriptionDelete.userErrors[0].message"));
        Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        Assert.Empty(await DeliveredAsync());
    }

    [Fact]
    public async Task Nine_failures_cost_the_subscription()
    {
        await SubscribeAsync("CUSTOMERS_CREATE");
        Receiver.Status = _ => 500;
        Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com" });
        Assert.Equal(9, (await DeliveredAsync()).Count);
        Assert.Empty((await AskAsync("{ webhookSubscriptions(first: 10) { nodes { id } } }")).SelectToken("data.webhookSubscriptions.nodes")!);
    }

    [Fact]
    public async Task A_tag_written_over_the_api_comes_back_as_the_delta()
    {
        await SubscribeAsync("CUSTOMER_TAGS_ADDED");
        Shop.TagChangesRaiseUpdates = false;
        using (Vendors.World.InThePast(DateTimeOffset.UnixEpoch.AddYears(56)))
        {
            Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com", Tags = ["old"] });
        }

        var gid = Shop.CustomerByEmail("ada@example.com")!.Gid;
        await AskAsync("mutation($a: ID!) { tagsAdd(id: $a, tags: [\"old\", \"welcome\"]) { userErrors { message } } }", new { a = gid });
        var body = JObject.Parse(Assert.Single(await DeliveredAsync()).Text);
        Assert.Equal(gid, (string?)body["customerId"]);
        Assert.Equal(["welcome"], body["tags"]!.Select(t => (string?)t));
    }

    [Fact]
    public async Task A_customer_body_holds_neither_tags_nor_consent()
    {
        await SubscribeAsync("CUSTOMERS_CREATE");
        Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com", Tags = ["vip"], EmailConsent = "SUBSCRIBED" });
        var body = JObject.Parse(Assert.Single(await DeliveredAsync()).Text);
        Assert.Equal("ada@example.com", (string?)body["email"]);
        Assert.Null(body["tags"]);
        Assert.Null(body["email_marketing_consent"]);
    }

    [Fact]
    public async Task History_is_written_in_silence()
    {
        await SubscribeAsync("ORDERS_CREATE");
        using (Vendors.World.InThePast(DateTimeOffset.UnixEpoch.AddYears(55)))
        {
            Shop.PlaceOrder(ShopifyGraphQlTests.Basket());
        }

        Assert.Empty(await DeliveredAsync());
        Assert.Equal(2025, Assert.Single(Shop.Orders).CreatedAt.Year);
    }

    [Fact]
    public async Task A_filter_on_a_missing_field_holds_everything_back()
    {
        await SubscribeAsync("ORDERS_CREATE", "no_such_field:1");
        await SubscribeAsync("ORDERS_PAID", "financial_status:paid");
        Shop.PlaceOrder(ShopifyGraphQlTests.Basket());
        Assert.Equal("orders/paid", Assert.Single(await DeliveredAsync()).Headers["X-Shopify-Topic"]);
    }

    [Fact]
    public async Task The_way_from_cart_to_parcel_raises_its_topics()
    {
        foreach (var topic in ShopifyTopics.ByEnum.Keys)
        {
            await SubscribeAsync(topic);
        }

        Shop.ConfigureAppWebhooks(Receiver.Address, ShopifyTopics.Compliance);
        var cart = Shop.FillCart(ShopifyGraphQlTests.Basket().Lines);
        var checkout = Shop.StartCheckout(ShopifyGraphQlTests.Basket() with { Email = "brenda@example.com" }, cart);
        Shop.UpdateCheckout(checkout.Token, b => b with { Note = "for Saturday" });
        var order = Shop.PlaceOrder(checkout.Basket with { AcceptsMarketing = true }, checkout.Token);
        Shop.Fulfil(order.Id, "DHL", "123");
        Shop.ReportFulfilment(order.Id, "delivered");
        Shop.Refund(order.Id, "tin arrived broken");
        Shop.CancelOrder(order.Id);
        Shop.RequestData(order.CustomerId!.Value);
        Shop.RedactCustomer(order.CustomerId!.Value);
        Shop.RedactShop();
        Shop.UninstallApp();

        var topics = (await DeliveredAsync()).Select(g => g.Headers["X-Shopify-Topic"]).ToHashSet();
        string[] expected =
        [
            "carts/create", "checkouts/create", "checkouts/update", "customers/create", "orders/create", "orders/paid", "customers/purchasing_summary", "customers_email_marketing_consent/update",
            "fulfillments/create", "orders/fulfilled", "orders/updated", "fulfillment_events/create", "fulfillments/update", "refunds/create", "orders/cancelled", "customers/data_request",
            "customers/redact", "shop/redact", "app/uninstalled",
        ];
        Assert.Empty(expected.Except(topics));
    }

    private async Task<JToken> UpdateAsync(string id, object subscription) => (await AskAsync(
        "mutation($id: ID!, $s: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $s) { webhookSubscription { uri topic } userErrors { field message } } }",
        new { id, s = subscription })).SelectToken("data.webhookSubscriptionUpdate")!;
}
