namespace IntegrationHub.Sandbox.Shopify;

/// <summary>What a shop holds. Everything in here is read and changed under the shop's lock.</summary>
internal sealed class ShopifyState(SandboxWorld world)
{
    public SortedDictionary<long, ShopifyCustomer> Customers { get; } = [];

    public SortedDictionary<long, ShopifyOrder> Orders { get; } = [];

    public Dictionary<string, ShopifyCheckout> Checkouts { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Owner, string Namespace, string Key), ShopifyMetafield> Metafields { get; } = [];

    public Dictionary<string, ShopifyDiscount> Discounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ShopifyTokens Tokens { get; } = new(world);

    public IEnumerable<ShopifyOrder> OrdersOf(long customer) => Orders.Values.Where(o => o.CustomerId == customer);

    public ShopifyCustomer? ByEmail(string? email) =>
        email is null ? null : Customers.Values.FirstOrDefault(c => string.Equals(c.Email, email, StringComparison.OrdinalIgnoreCase));
}
