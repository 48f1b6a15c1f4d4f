using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Shopify;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.Shopify;

/// <summary>One right action of each verb, and the mutation that is really sent for it.</summary>
internal static class ShopifyDeeds
{
    internal static IReadOnlyList<string> All { get; } = [.. new ShopifyConnector().Info.Actions.Select(a => a.Verb)];

    internal static OutboundAction Right(string verb, string key = "k0", string id = "7", int attempt = 1) => verb switch
    {
        "tag.add" or "tag.remove" => VendorBench.Action(key, id, null, attempt, ("tag", "vip")),
        "order.tag.add" or "order.tag.remove" => VendorBench.Action(key, null, null, attempt, ("tag", "vip"), ("order", "5001")),
        "metafield.set" => VendorBench.Action(key, id, null, attempt, ("key", "stage"), ("value", "loyalty")),
        "note.set" => VendorBench.Action(key, id, null, attempt, ("text", "stage loyalty")),
        "consent.set" => VendorBench.Action(key, id, null, attempt, ("state", "unsubscribed")),
        "code.create" => VendorBench.Action(key, id, null, attempt, ("percent", "10")),
        _ => throw new InvalidOperationException("No right action is written down for " + verb),
    };

    internal static string TextOf(string verb)
    {
        using var bench = new VendorBench(new ShopifyConnector(), "tea-demo.myshopify.com");
        bench.Server.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithBody(
            """{"data":{"nodes":[{"id":"gid://shopify/Customer/7","note":null,"defaultEmailAddress":{"marketingState":"SUBSCRIBED"}}]}}"""));
        bench.Deliver(verb, Right(verb)).GetAwaiter().GetResult();
        return bench.Server.LogEntries.Select(e => (string)JObject.Parse(e.RequestMessage!.Body!)["query"]!).Single(q => q.StartsWith("mutation", StringComparison.Ordinal));
    }
}
