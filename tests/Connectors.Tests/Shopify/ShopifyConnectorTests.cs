using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Shopify;

namespace IntegrationHub.Connectors.Tests.Shopify;

public sealed class ShopifyConnectorTests : ConnectorConformance
{
    private const string SignatureHeader = "X-Shopify-Hmac-Sha256";

    protected override IConnector Connector { get; } = new ShopifyConnector();

    protected override byte[] SampleBody { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Shopify", "payloads", "orders_create.json"));

    protected override IReadOnlyList<string> Topics =>
    [
        "orders/create", "orders/paid", "orders/updated", "orders/cancelled", "orders/fulfilled", "orders/edited", "orders/delete", "customers/create", "customers/update",
        "customers/delete", "customers/merge", "customer.tags_added", "customer.tags_removed", "customers_email_marketing_consent/update", "customers_marketing_consent/update",
        "refunds/create", "fulfillments/create", "fulfillment_events/create", "checkouts/create", "checkouts/update", "carts/update", "app/uninstalled", "shop/redact",
        "customers/redact", "customers/data_request", "stream:orders", "stream:customers", "something/new",
    ];

    protected override WebhookRequest Signed(byte[] body) => Request(body, new Dictionary<string, string>
    {
        [SignatureHeader] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)),
        ["X-Shopify-Topic"] = "orders/create",
        ["X-Shopify-Webhook-Id"] = "d-1",
        ["X-Shopify-Event-Id"] = "e-1",
        ["X-Shopify-Triggered-At"] = "2026-11-20T14:15:03.25Z",
    });

    protected override WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change) =>
        request with { Header = name => name.Equals(SignatureHeader, StringComparison.OrdinalIgnoreCase) ? change(request.Header(name)!) : request.Header(name) };

    [Fact]
    public void The_published_vector_holds()
    {
        var request = Request("Test Payload Body"u8.ToArray(), new Dictionary<string, string> { [SignatureHeader] = "16FUVH58NeMcTIIOICN2UJOcPTTa4TbjCndXymGrtM8=" });
        Assert.True(Connector.Verify(request, new(["Convoy"], null, new Dictionary<string, string>()), Now).IsValid);
    }

    [Fact]
    public void The_newer_header_family_is_read()
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), SampleBody));
        var request = Request(SampleBody, new Dictionary<string, string> { ["shopify-hmac-sha256"] = signature, ["shopify-topic"] = "orders/create", ["shopify-webhook-id"] = "9" });
        Assert.True(Connector.Verify(request, Secrets, Now).IsValid);
        Assert.Equal("w:9", Connector.Split(request).Parts[0].Key1);
    }

    [Fact]
    public void Two_families_that_disagree_are_refused()
    {
        var right = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), SampleBody));
        var wrong = Convert.ToBase64String(HMACSHA256.HashData("other"u8.ToArray(), SampleBody));
        var request = Request(SampleBody, new Dictionary<string, string> { [SignatureHeader] = right, ["shopify-hmac-sha256"] = wrong });
        Assert.Equal(VerificationReason.WrongSignature, Connector.Verify(request, Secrets, Now).Reason);
    }

    [Fact]
    public void Without_a_secret_it_is_our_fault() =>
        Assert.Equal(VerificationReason.NoSecret, Connector.Verify(Signed(SampleBody), new([], null, new Dictionary<string, string>()), Now).Reason);

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    public void Base64_with_white_space_is_refused(string space) =>
        Assert.False(Connector.Verify(WithSignature(Signed(SampleBody), text => space + text[..^1]), Secrets, Now).IsValid);

    [Fact]
    public void Keys_follow_the_design()
    {
        var part = Assert.Single(Connector.Split(Signed(SampleBody)).Parts);
        Assert.Equal("w:d-1", part.Key1);
        Assert.Equal("e:orders/create:e-1:" + Convert.ToHexStringLower(SHA256.HashData(SampleBody)), part.Key2);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 15, 3, 250, TimeSpan.Zero), part.VendorAt);
        Assert.Null(part.Route);
    }

    [Theory]
    [InlineData("customers/redact", """{"shop_id":5,"shop_domain":"Tea-Demo.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""", "tea-demo.myshopify.com")]
    [InlineData("shop/redact", """{"shop_id":5,"shop_domain":"tea-demo.myshopify.com"}""", "tea-demo.myshopify.com")]
    [InlineData("shop/redact", """{"shop_id":5,"shop_domain":"tea-demo.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""", null)]
    [InlineData("app/uninstalled", """{"id":7,"email":"a@b.example"}""", null)]
    [InlineData("app/uninstalled", """{"id":7,"domain":"tea.example","myshopify_domain":"tea-demo.myshopify.com"}""", "tea-demo.myshopify.com")]
    [InlineData("customers/redact", """{"shop_id":5,"shop_domain":"evil.example","customer":{"id":7},"orders_to_redact":[]}""", null)]
    [InlineData("orders/create", """{"id":7}""", null)]
    public void App_level_deliveries_are_routed_by_the_signed_body(string topic, string body, string? route)
    {
        var request = Request(Encoding.UTF8.GetBytes(body), new Dictionary<string, string> { ["X-Shopify-Topic"] = topic }, "https://hub.example/hooks/apps/shopify");
        var part = Assert.Single(Connector.Split(request).Parts);
        Assert.Equal(route, part.Route);
        Assert.Equal(route is null, part.Quarantine is not null);
    }
}
