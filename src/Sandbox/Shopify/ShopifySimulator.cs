using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>Shopify: any number of shops, each at <c>/shopify/{shop}</c>. A shop exists once it was asked for here.</summary>
public sealed class ShopifySimulator(SandboxWorld world) : ISandboxVendor
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ShopifyShop> _shops = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => "shopify";

    /// <summary>The client id of the hub's app in every shop.</summary>
    public string ClientId { get; } = SandboxIds.HexOf("shopify client", 32);

    /// <summary>The app's secret, with which webhooks and redirects are signed.</summary>
    public string ClientSecret { get; } = "shpss_" + SandboxIds.HexOf("shopify secret", 32);

    /// <summary>The versions served, oldest first. Older ones asked for are answered by the oldest.</summary>
    public IReadOnlyList<string> Versions { get; set; } = ["2026-01", "2026-04", "2026-07", "2026-10"];

    /// <summary>The shop of that name, opened when it is new.</summary>
    /// <param name="name">The part before <c>.myshopify.com</c>.</param>
    public ShopifyShop Shop(string name)
    {
        lock (_gate)
        {
            return _shops.TryGetValue(name, out var shop) ? shop : _shops[name] = new ShopifyShop(world, name, ClientId, ClientSecret);
        }
    }

    /// <summary>The shop of that name or host; null when nobody opened it.</summary>
    public ShopifyShop? Find(string name)
    {
        lock (_gate)
        {
            return _shops.GetValueOrDefault(name.EndsWith(".myshopify.com", StringComparison.Ordinal) ? name[..^".myshopify.com".Length] : name);
        }
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => ShopifyEndpoints.Map(routes, this);

    /// <inheritdoc/>
    public (string ContentType, string Body) ErrorBody(int status, string requestId) => ("application/json; charset=utf-8", status switch
    {
        401 => """{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}""",
        429 => """{"errors":"Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service."}""",
        503 => """{"errors":"Service Unavailable"}""",
        _ => """{"errors":"Internal Server Error"}""",
    });
}
