using IntegrationHub.Sandbox.Shopify.GraphQl;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The mutations on webhook subscriptions of the shop. Those from the app's settings cannot be reached here.</summary>
internal static class ShopifyWebhookMutations
{
    public static ShopifyPayload Create(GraphQlCall call)
    {
        if (!ShopifyTopics.ByEnum.TryGetValue(call.Text("topic"), out var topic))
        {
            throw new GraphQlException($"Variable $topic of type WebhookSubscriptionTopic! was provided invalid value {call.Text("topic")}", "INVALID_VARIABLE");
        }

        var input = call.Object("webhookSubscription");
        return Address(input) is not { } address ? InvalidAddress()
            : IsTaken(call, topic, address, null) ? TakenAddress()
            : new ShopifyPayload(call.Shop.Subscribe(topic, address, Settings(input, new Dictionary<string, string>()), call.By));
    }

    /// <summary>Changes what the input names and leaves the rest.</summary>
    public static ShopifyPayload Update(GraphQlCall call)
    {
        if (Own(call, call.Text("id")) is not { } before)
        {
            return ShopifyPayload.Refused("Webhook subscription does not exist", null, "id");
        }

        var input = call.Object("webhookSubscription");
        var address = input.ContainsKey("uri") || input.ContainsKey("callbackUrl") ? Address(input) : before.Address;
        return address is null ? InvalidAddress()
            : IsTaken(call, before.Topic, address, before.Id) ? TakenAddress()
            : new ShopifyPayload(call.Shop.Resubscribe(before with { Address = address, Settings = Settings(input, before.Settings) }, call.By));
    }

    public static ShopifyPayload Delete(GraphQlCall call) => call.Shop.Unsubscribe(call.Text("id"), call.By)
        ? new ShopifyPayload(call.Text("id")) : ShopifyPayload.Refused("Webhook subscription does not exist", null, "id");

    /// <summary>The shop's subscription of that id; null when there is none.</summary>
    public static WebhookSubscription? Own(GraphQlCall call, string id) => All(call).FirstOrDefault(s => s.Id == id);

    private static IEnumerable<WebhookSubscription> All(GraphQlCall call) => call.Shop.World.Webhooks.Subscriptions("shopify", call.Shop.Name).Where(s => !s.Permanent);

    private static Uri? Address(JObject input) =>
        Uri.TryCreate((string?)input["uri"] ?? (string?)input["callbackUrl"], UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static bool IsTaken(GraphQlCall call, string topic, Uri address, string? except) =>
        All(call).Any(s => s.Topic == topic && s.Address == address && s.Id != except);

    private static ShopifyPayload InvalidAddress() => ShopifyPayload.Refused("Address is invalid", null, "webhookSubscription", "uri");

    private static ShopifyPayload TakenAddress() => ShopifyPayload.Refused("Address for this topic has already been taken", null, "webhookSubscription", "uri");

    private static Dictionary<string, string> Settings(JObject input, IReadOnlyDictionary<string, string> before)
    {
        var settings = new Dictionary<string, string>(before);
        foreach (var name in new[] { "filter", "name", "includeFields" }.Where(input.ContainsKey))
        {
            var text = input[name] is JArray fields ? string.Join(',', fields) : (string?)input[name];
            if (string.IsNullOrEmpty(text))
            {
                settings.Remove(name);
            }
            else
            {
                settings[name] = text;
            }
        }

        return settings;
    }
}
