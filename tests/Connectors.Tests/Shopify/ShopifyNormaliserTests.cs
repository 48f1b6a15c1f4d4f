using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Shopify;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.Shopify;

public sealed class ShopifyNormaliserTests
{
    private static readonly ConnectionInfo Connection = new("shop", "anna", "shop", "tea-demo.myshopify.com", "Europe/Berlin", "EUR", "DE");
    private static readonly DateTimeOffset Received = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);

    private static Normalised Read(string topic, string body, DateTimeOffset? vendorAt = null) =>
        new ShopifyConnector().Normalise(new(Connection, EnvelopeSource.Webhook, topic, Encoding.UTF8.GetBytes(body), Received, vendorAt, false));

    private static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Shopify", "payloads", name));

    private static IEnumerable<string> Names(Normalised made) => made.Events.Select(item => item.Event.Name);

    [Fact]
    public void A_paid_order_is_placed_and_paid_with_its_own_times()
    {
        var made = Read("orders/create", Payload("orders_create.json"));
        Assert.Equal(["order.placed", "order.paid"], Names(made));
        var placed = made.Events[0].Event;
        Assert.Equal("shop:order:6100000000123:order.placed:", placed.NaturalKey);
        Assert.Equal("6100000000123", placed.Key);
        Assert.Equal(new Money(58.90m, "EUR"), placed.Money);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 15, 2, TimeSpan.Zero), placed.OccurredAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 15, 1, TimeSpan.Zero), made.Events[1].Event.OccurredAt);
        Assert.Equal("c0ffee01", placed.Property("checkoutToken").Text);
        Assert.Equal("#1043", placed.Property("orderName").Text);
        Assert.Equal("web", placed.Property("channel").Text);
        Assert.Equal(["Green tea"], placed.Property("items").List.ToArray());
        Assert.Equal(["WELCOME10"], placed.Property("codes").List.ToArray());
        Assert.Equal(2m, placed.Property("itemCount").Number);
        Assert.Equal("Ada", placed.Fields["firstName"].Text);
        Assert.Equal(IdentityClaim.Vendor("shop", "customer", "7001000000001"), placed.Identities[0]);
        Assert.Equal(IdentityClaim.Email("ada@example.org", true), placed.Identities[1]);
    }

    [Fact]
    public void Where_the_person_came_from_is_kept()
    {
        var source = Read("orders/create", Payload("orders_create.json")).Events[0].Event.Source!;
        Assert.Equal(("email", "mc", "email", "spring tea", "mobile"), (source.Channel, source.UtmSource, source.Medium, source.Campaign, source.Device));
        Assert.Equal("https://www.google.com/", source.Referrer);
    }

    [Fact]
    public void Poll_and_webhook_give_the_same_keys()
    {
        var polled = Read("stream:orders", """
            {"id":"gid://shopify/Order/6100000000123","legacyResourceId":"6100000000123","name":"#1043","createdAt":"2026-11-20T14:15:02Z","updatedAt":"2026-11-21T15:00:00Z","processedAt":"2026-11-20T14:15:01Z",
             "displayFinancialStatus":"PARTIALLY_REFUNDED","displayFulfillmentStatus":"FULFILLED","currencyCode":"EUR","totalPriceSet":{"shopMoney":{"amount":"58.9","currencyCode":"EUR"}},
             "customer":{"id":"gid://shopify/Customer/7001000000001"},"lineItems":{"nodes":[{"title":"Green tea","quantity":2}]},
             "fulfillments":[{"legacyResourceId":"44","createdAt":"2026-11-21T08:00:00Z","status":"SUCCESS","displayStatus":"DELIVERED","deliveredAt":"2026-11-21T12:00:00Z"}],
             "refunds":[{"legacyResourceId":"9501","createdAt":"2026-11-21T15:00:00Z","totalRefundedSet":{"shopMoney":{"amount":"30.0","currencyCode":"EUR"}}}]}
            """).Events.Select(item => item.Event.NaturalKey).ToList();
        var pushed = Read("orders/create", Payload("orders_create.json")).Events
            .Concat(Read("fulfillments/create", """{"id":44,"order_id":6100000000123,"status":"success","created_at":"2026-11-21T08:00:00Z"}""").Events)
            .Concat(Read("fulfillment_events/create", """{"id":1,"fulfillment_id":44,"order_id":6100000000123,"status":"delivered","happened_at":"2026-11-21T12:00:00Z"}""").Events)
            .Concat(Read("refunds/create", """{"id":9501,"order_id":6100000000123,"created_at":"2026-11-21T15:00:00Z","refund_line_items":[{"subtotal":30.0,"total_tax":0.0}]}""").Events)
            .Select(item => item.Event.NaturalKey);
        Assert.Equal(pushed, polled);
    }

    [Fact]
    public void Customers_polled_and_pushed_share_keys()
    {
        var pushed = Read("customers/create", """{"id":7001,"created_at":"2026-11-20T09:00:00Z","updated_at":"2026-11-20T09:00:00Z","email":"ada@example.org"}""").Events
            .Concat(Read("customers/update", """{"id":7001,"created_at":"2026-11-20T09:00:00Z","updated_at":"2026-11-20T10:00:00+01:00","first_name":"Ada","email":"ada@example.org","default_address":{"city":"Berlin","country_code":"DE"}}""").Events)
            .Concat(Read("customers_email_marketing_consent/update", """{"customer_id":7001,"email_address":"ada@example.org","email_marketing_consent":{"state":"subscribed","opt_in_level":"single_opt_in","consent_updated_at":"2026-11-20T09:15:00Z"}}""").Events)
            .Select(item => item.Event.NaturalKey).ToHashSet();
        var polled = Read("stream:customers", """
            {"legacyResourceId":"7001","createdAt":"2026-11-20T08:00:00Z","updatedAt":"2026-11-20T09:00:00Z","firstName":"Ada","defaultEmailAddress":{"emailAddress":"ada@example.org","marketingState":"SUBSCRIBED",
             "marketingOptInLevel":"SINGLE_OPT_IN","marketingUpdatedAt":"2026-11-20T09:15:00Z"},"defaultAddress":{"city":"Berlin","countryCodeV2":"DE"},"tags":[]}
            """).Events.Select(item => item.Event.NaturalKey).ToHashSet();
        Assert.Equal(pushed, polled);
    }

    [Theory]
    [InlineData("orders/edited", """{"order_edit":{"id":78,"order_id":61,"committed_at":"2026-11-20T09:00:00Z","line_items":{"additions":[{"id":1,"delta":2}],"removals":[]}}}""", "order.changed")]
    [InlineData("refunds/create", """{"id":95,"order_id":61,"created_at":"2026-11-20T09:00:00Z","refund_line_items":[]}""", "order.refunded")]
    [InlineData("fulfillment_events/create", """{"id":1,"fulfillment_id":4,"order_id":61,"status":"ready_for_pickup"}""", "order.ready")]
    [InlineData("fulfillment_events/create", """{"id":1,"fulfillment_id":4,"order_id":61,"status":"picked_up"}""", "order.fulfilled")]
    [InlineData("customers/delete", """{"id":7}""", "contact.deleted")]
    [InlineData("customers/merge", """{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/1","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/2","status":"completed"}""", "contact.merged")]
    [InlineData("customer.joined_segment", """{"customer_id":"gid://shopify/Customer/2","segment_id":"gid://shopify/Segment/3"}""", "list.joined")]
    [InlineData("customers_marketing_consent/update", """{"id":7,"phone":"+491511","sms_marketing_consent":{"state":"unsubscribed","consent_updated_at":"2026-11-20T09:00:00Z"}}""", "consent.withdrawn")]
    [InlineData("carts/update", """{"id":"c1","token":"c1","line_items":[],"updated_at":"2026-11-20T14:00:07.251Z"}""", "cart.updated")]
    [InlineData("checkouts/create", """{"token":"t1","email":"a@b.example","total_price":"10.00","currency":"EUR"}""", "checkout.started")]
    [InlineData("customers/data_request", """{"shop_domain":"tea-demo.myshopify.com","customer":{"id":7},"data_request":{"id":9}}""", "privacy.data.requested")]
    [InlineData("customers/redact", """{"shop_domain":"tea-demo.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""", "privacy.erasure.requested")]
    public void Small_topics(string topic, string body, string expected) => Assert.Equal([expected], Names(Read(topic, body)));

    [Fact]
    public void A_checkout_without_an_address_is_anonymous_until_one_appears()
    {
        var before = Read("checkouts/create", """{"token":"t1","total_price":"10.00"}""").Events.Single().Event;
        var after = Read("checkouts/update", """{"token":"t1","total_price":"10.00","email":"a@b.example","abandoned_checkout_url":"https://x.example/r"}""").Events.Single().Event;
        Assert.Equal((EventSubject.Anonymous, EventSubject.Person), (before.Subject, after.Subject));
        Assert.NotEqual(before.NaturalKey, after.NaturalKey);
        Assert.Equal("https://x.example/r", after.Property("recoveryUrl").Text);
    }

    [Fact]
    public void Tags_carry_the_mark_of_their_state()
    {
        var made = Read("customer.tags_removed", """{"customerId":"gid://shopify/Customer/7","tags":[" VIP "],"occurredAt":"2026-11-20T14:15:10.123Z"}""").Events.Single();
        Assert.Equal("contact.untagged", made.Event.Name);
        Assert.Equal(new WriteMark("customer:7", "tag:vip", "off"), made.Marks.Single());
    }

    [Fact]
    public void The_marks_of_an_action_are_those_its_echo_shows()
    {
        var action = new OutboundAction("k", new("7", null), System.Collections.Immutable.ImmutableSortedDictionary<string, Value>.Empty.Add("tag", Value.Of("VIP")), 1);
        var echo = Read("customer.tags_added", """{"customerId":"gid://shopify/Customer/7","tags":["vip"],"occurredAt":"2026-11-20T14:15:10.123Z"}""").Events.Single();
        Assert.Equal(new ShopifyConnector().MarksOf("tag.add", action), echo.Marks);
    }

    [Fact]
    public void The_telephone_of_a_parcels_address_identifies_nobody() =>
        Assert.DoesNotContain(
            Read("orders/create", """{"id":7,"email":"a@b.example","shipping_address":{"first_name":"Friend","phone":"+49123"}}""").Events[0].Event.Identities,
            claim => claim.Kind is IdentityKind.Phone);

    [Fact]
    public void Never_asked_is_no_no() =>
        Assert.NotNull(Read("customers_email_marketing_consent/update", """{"customer_id":7,"email_marketing_consent":{"state":"not_subscribed","consent_updated_at":null}}""").Unmapped);

    [Fact]
    public void Collecting_is_another_fact_than_packing()
    {
        var packed = Read("fulfillments/create", """{"id":4,"order_id":61,"status":"success"}""").Events[0].Event.NaturalKey;
        Assert.NotEqual(packed, Read("fulfillment_events/create", """{"id":1,"fulfillment_id":4,"order_id":61,"status":"picked_up"}""").Events[0].Event.NaturalKey);
    }

    [Theory]
    [InlineData("pos", "pos")]
    [InlineData("web", "web")]
    public void A_payment_tells_its_channel(string source, string channel) =>
        Assert.Equal(channel, Read("orders/paid", $$"""{"id":61,"source_name":"{{source}}","financial_status":"paid"}""").Events.Single(e => e.Event.Name == "order.paid").Event.Property("channel").Text);

    [Fact]
    public void An_id_of_nineteen_digits_survives() =>
        Assert.Equal("9007199254740993123", Read("orders/create", """{"id":9007199254740993123}""").Events[0].Event.Key);

    [Fact]
    public void A_removed_app_revokes_the_connection() =>
        Assert.Equal("revoked", Read("app/uninstalled", """{"id":5,"domain":"tea.example","myshopify_domain":"tea-demo.myshopify.com"}""").Change!.State);

    [Fact]
    public void Another_shops_body_is_not_acted_on() =>
        Assert.NotNull(Read("shop/redact", """{"shop_id":5,"shop_domain":"other.myshopify.com"}""").Quarantine);

    [SharedDataFact]
    public void Every_published_sample_gives_its_events()
    {
        var expected = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["orders/create"] = ["order.placed", "order.cancelled"], ["orders/paid"] = ["order.placed", "order.paid", "order.cancelled"], ["orders/updated"] = ["order.placed", "order.cancelled"],
            ["orders/cancelled"] = ["order.placed", "order.cancelled"], ["orders/fulfilled"] = ["order.placed", "order.fulfilled", "order.cancelled"], ["orders/edited"] = ["order.changed"],
            ["refunds/create"] = ["order.refunded"], ["fulfillments/create"] = ["order.fulfilled"], ["fulfillments/update"] = ["order.fulfilled"], ["customers/create"] = ["contact.created"],
            ["customers/update"] = ["contact.updated"], ["customers/enable"] = ["contact.updated"], ["customers/disable"] = ["contact.updated"], ["customers/delete"] = ["contact.deleted"],
            ["customer.tags_added"] = ["contact.tagged", "contact.tagged"], ["customer.tags_removed"] = ["contact.untagged", "contact.untagged"], ["customer.joined_segment"] = ["list.joined"],
            ["customer.left_segment"] = ["list.left"], ["checkouts/create"] = ["checkout.started"], ["checkouts/update"] = ["checkout.started"], ["carts/create"] = ["cart.updated"],
            ["carts/update"] = ["cart.updated"], ["customers/data_request"] = ["privacy.data.requested"], ["customers/redact"] = ["privacy.erasure.requested"],
        };
        var files = Directory.GetFiles(Path.Combine(SharedData.Folder!, "fixtures", "shopify", "webhooks"), "doc_*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var topic = document.RootElement.GetProperty("name").GetString()!;
            var made = Read(topic, document.RootElement.GetProperty("response").GetRawText());
            Assert.Null(made.Quarantine);
            Assert.Equal((topic, expected.GetValueOrDefault(topic) ?? []), (topic, Names(made).ToArray()), (a, b) => a.topic == b.topic && a.Item2.SequenceEqual(b.Item2));
        }
    }
}
