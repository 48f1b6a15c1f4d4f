namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A line of a basket, a checkout or an order.</summary>
/// <param name="Sku">The shop's article number; product and variant ids follow from it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">The price of one, in the shop's currency.</param>
public sealed record ShopifyLine(string Sku, string Title, int Quantity, decimal Price)
{
    /// <summary>The line's id; given when it becomes part of a checkout or an order.</summary>
    public long Id { get; init; }

    /// <summary>How many were given back.</summary>
    public int Refunded { get; init; }

    /// <summary>Price of all.</summary>
    public decimal Total => Quantity * Price;

    /// <summary>The product's id.</summary>
    public long ProductId => 8_100_000_000_000 + Number;

    /// <summary>The variant's id.</summary>
    public long VariantId => 45_100_000_000_000 + Number;

    private long Number => Convert.ToInt64(SandboxIds.HexOf(Sku, 7), 16);
}
