using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Shopify;

/// <summary>A served shop, a caller with its token, and a receiver for webhooks.</summary>
public abstract class ShopifyFixture : IAsyncLifetime
{
    internal SandboxVendors Vendors { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Receiver Receiver { get; private set; } = null!;

    internal Sandbox.Shopify.ShopifyShop Shop => Vendors.Shopify.Shop("kornhaus");

    public async Task InitializeAsync()
    {
        Vendors = await SandboxVendors.StartAsync(Options());
        Receiver = await Receiver.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(Vendors.Address, "/shopify/kornhaus/") };
        Http.DefaultRequestHeaders.Add("X-Shopify-Access-Token", Shop.AccessToken);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Vendors.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    internal virtual SandboxOptions Options() => new() { RetryPace = 0.00001 };

    internal async Task<HttpResponseMessage> PostAsync(string query, object? variables = null, string version = "2026-10") =>
        await Http.PostAsync($"admin/api/{version}/graphql.json", new StringContent(
            new JObject { ["query"] = query, ["variables"] = variables is null ? null : JObject.FromObject(variables) }.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")));

    internal async Task<JObject> AskAsync(string query, object? variables = null)
    {
        using var answer = await PostAsync(query, variables);
        return (JObject)WireJson.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    internal async Task SubscribeAsync(string topic, string? filter = null)
    {
        var answer = await AskAsync(
            "mutation($t: WebhookSubscriptionTopic!, $s: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $t, webhookSubscription: $s) { webhookSubscription { id } userErrors { message } } }",
            new { t = topic, s = new { uri = Receiver.Address, format = "JSON", filter } });
        Assert.NotNull((string?)answer.SelectToken("data.webhookSubscriptionCreate.webhookSubscription.id"));
    }

    internal async Task<IReadOnlyList<Receiver.Received>> DeliveredAsync()
    {
        await Vendors.Webhooks.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return [.. Receiver.All];
    }
}
