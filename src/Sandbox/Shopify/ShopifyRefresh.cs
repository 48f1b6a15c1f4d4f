namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A refresh token: using it gives its successor; it may be used again until the successor was used, and is dead then.</summary>
internal sealed class ShopifyRefresh(string token)
{
    public string Token { get; } = token;

    public ShopifyRefresh? Successor { get; set; }

    public ShopifyRefresh? Predecessor { get; init; }

    public bool IsDead { get; set; }
}
