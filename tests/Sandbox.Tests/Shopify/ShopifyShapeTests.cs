using GraphQLParser;
using GraphQLParser.AST;
using IntegrationHub.Sandbox.Shopify;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Shopify;

/// <summary>The simulator beside the vendor's own schema and sample bodies: it may know less, never something else.</summary>
public sealed class ShopifyShapeTests : ShopifyFixture
{
    [SharedDataFact]
    public async Task Every_served_field_and_argument_exists_in_the_vendors_schema()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(SharedDataFactAttribute.Folder!, "specs", "shopify-admin-2026-04.graphql"));
        var vendor = new Dictionary<string, Dictionary<string, HashSet<string>>>();
        foreach (var definition in Parser.Parse(text).Definitions.OfType<GraphQLTypeDefinition>())
        {
            var fields = definition switch { GraphQLObjectTypeDefinition o => o.Fields?.Items, GraphQLInterfaceTypeDefinition i => i.Fields?.Items, _ => null };
            vendor[definition.Name.StringValue] = (fields ?? []).ToDictionary(
                f => f.Name.StringValue, f => (f.Arguments?.Items ?? []).Select(a => a.Name.StringValue).ToHashSet());
        }

        var wrong = ShopifySchema.Build().Types.Values.SelectMany(type => type.Fields.Values.SelectMany(field =>
            !vendor.TryGetValue(type.Name, out var fields) ? [type.Name]
            : !fields.TryGetValue(field.Name, out var arguments) ? [$"{type.Name}.{field.Name}"]
            : field.Arguments.Keys.Where(a => !arguments.Contains(a)).Select(a => $"{type.Name}.{field.Name}({a})")));
        Assert.Empty(wrong);
    }

    [SharedDataFact]
    public async Task Every_key_of_a_webhook_body_stands_in_the_vendors_sample_of_its_topic()
    {
        foreach (var topic in ShopifyTopics.ByEnum.Keys)
        {
            await SubscribeAsync(topic);
        }

        Shop.ConfigureAppWebhooks(Receiver.Address, ShopifyTopics.Compliance);
        var customer = Shop.AddCustomer(new ShopifyCustomer { Email = "ada@example.com", City = "Berlin", Tags = ["vip"], EmailConsent = "SUBSCRIBED" });
        Shop.Untag(customer.Id, ["vip"]);
        Shop.FillCart(ShopifyGraphQlTests.Basket().Lines);
        var checkout = Shop.StartCheckout(ShopifyGraphQlTests.Basket() with { CustomerId = customer.Id, UserAgent = "Mozilla/5.0", DiscountCode = "TEN", Discount = 1 });
        var order = Shop.PlaceOrder(checkout.Basket, checkout.Token);
        Shop.Fulfil(order.Id, "DHL", "1");
        Shop.ReportFulfilment(order.Id, "delivered");
        Shop.Refund(order.Id, "broken");
        Shop.CancelOrder(order.Id);
        Shop.RequestData(customer.Id);
        Shop.RedactCustomer(customer.Id);
        Shop.RedactShop();
        Shop.UninstallApp();

        var wrong = new List<string>();
        var compared = new HashSet<string>();
        foreach (var got in await DeliveredAsync())
        {
            var topic = got.Headers["X-Shopify-Topic"];
            var file = Path.Combine(SharedDataFactAttribute.Folder!, "fixtures", "shopify", "webhooks", $"doc_{topic.Replace('/', '_')}.2026-04.json");
            if (!File.Exists(file))
            {
                continue;
            }

            compared.Add(topic);
            wrong.AddRange(Strangers((JObject)WireJson.Parse(await File.ReadAllTextAsync(file))!["response"]!, (JObject)WireJson.Parse(got.Text)!, topic));
        }

        Assert.True(compared.Count >= 18, string.Join(' ', compared));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct().Order()));
    }

    [Theory]
    [InlineData("query($q: String!) { customers(first: 250, query: $q, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { id legacyResourceId createdAt updatedAt firstName lastName displayName state tags note locale verifiedEmail taxExempt numberOfOrders amountSpent { amount currencyCode } lastOrder { id name } defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt validFormat } defaultPhoneNumber { phoneNumber marketingState marketingUpdatedAt } defaultAddress { city provinceCode countryCodeV2 zip } metafield(namespace: \"$app:journey\", key: \"origin\") { value compareDigest updatedAt } } } }")]
    [InlineData("query($q: String!) { abandonedCheckouts(first: 100, query: $q, sortKey: CREATED_AT) { pageInfo { hasNextPage endCursor } nodes { id name createdAt updatedAt completedAt abandonedCheckoutUrl discountCodes totalPriceSet { shopMoney { amount currencyCode } } customer { id defaultEmailAddress { emailAddress } } lineItems(first: 10) { nodes { id title quantity sku } } } } }")]
    [InlineData("query($q: String!) { orders(first: 60, query: $q) { nodes { id customer { id verifiedEmail } shippingAddress { firstName city countryCodeV2 company phone } lineItems(first: 20) { nodes { title sku quantity } } fulfillments(first: 10) { id status displayStatus deliveredAt trackingInfo(first: 1) { company number } } refunds(first: 10) { id note totalRefundedSet { shopMoney { amount } } } } } }")]
    [InlineData("{ shop { id name myshopifyDomain primaryDomain { host } currencyCode ianaTimezone plan { publicDisplayName partnerDevelopment shopifyPlus } } currentAppInstallation { id app { id handle } accessScopes { handle } } }")]
    [InlineData("{ webhookSubscriptions(first: 50) { pageInfo { hasNextPage endCursor } nodes { id topic uri format filter includeFields createdAt updatedAt apiVersion { handle } } } }")]
    [InlineData("{ publicApiVersions { handle displayName supported } }")]
    [InlineData("query One { a: customers(first: 1) { edges { cursor node { ...Who } } } } fragment Who on Customer { id displayName }")]
    public async Task The_queries_of_a_journey_hub_are_served_within_their_cost(string query)
    {
        Shop.PlaceOrder(ShopifyGraphQlTests.Basket() with { Email = "ada@example.com" });
        Shop.StartCheckout(ShopifyGraphQlTests.Basket() with { Email = "ada@example.com" });
        var answer = await AskAsync(query, new { q = "updated_at:>='2026-01-01T00:00:00Z'" });
        Assert.Null(answer["errors"]);
        Assert.All(((JObject)answer["data"]!).Properties(), p => Assert.NotEqual(JTokenType.Null, p.Value.Type));
    }

    /// <summary>Keys that the sample does not know. Where the sample has null or an empty list, anything may stand.</summary>
    private static IEnumerable<string> Strangers(JObject sample, JObject body, string path) => body.Properties().SelectMany(p => sample.TryGetValue(p.Name, out var known)
        ? (known, p.Value) switch
        {
            (JObject k, JObject v) => Strangers(k, v, $"{path}.{p.Name}"),
            (JArray { Count: > 0 } k, JArray { Count: > 0 } v) when k[0] is JObject ko && v[0] is JObject vo => Strangers(ko, vo, $"{path}.{p.Name}[]"),
            _ => [],
        }
        : [$"{path}.{p.Name}"]);
}
