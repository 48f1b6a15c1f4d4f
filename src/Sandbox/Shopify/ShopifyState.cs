namespace IntegrationHub.Sandbox.Shopify;

/// <summary>What a shop holds. Everything in here is read and changed under the shop's lock.</summary>
internal sealed class ShopifyState
{
    public SortedDictionary<long, ShopifyCustomer> Customers { get; } = [];

    public SortedDictionary<long, ShopifyOrder> Orders { get; } = [];

    public Dictionary<string, ShopifyCheckout> Checkouts { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Owner, string Namespace, string Key), ShopifyMetafield> Metafields { get; } = [];

    public Dictionary<string, ShopifyDiscount> Discounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Access tokens handed out with their end, on the clock the sandbox waits by.</summary>
    public Dictionary<string, DateTimeOffset> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Refresh tokens ever handed out.</summary>
    public Dictionary<string, ShopifyRefresh> Refreshes { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ShopifyOrder> OrdersOf(long customer) => Orders.Values.Where(o => o.CustomerId == customer);

    public ShopifyCustomer? ByEmail(string? email) =>
        email is null ? null : Customers.Values.FirstOrDefault(c => string.Equals(c.Email, email, StringComparison.OrdinalIgnoreCase));
}
