namespace IntegrationHub.Sandbox.Shopify;

/// <summary>An order. Changed only under the shop's lock; what callers get is a snapshot.</summary>
public sealed record ShopifyOrder
{
    /// <summary>The numeric id.</summary>
    public long Id { get; init; }

    /// <summary>The global id.</summary>
    public string Gid => $"gid://shopify/Order/{Id}";

    /// <summary>1001, 1002 ...</summary>
    public int Number { get; init; }

    /// <summary>The name people see.</summary>
    public string Name => $"#{Number}";

    /// <summary>What was brought to the order.</summary>
    public required ShopifyBasket Basket { get; init; }

    /// <summary>The customer, if any.</summary>
    public long? CustomerId { get; init; }

    /// <summary>The lines with their ids.</summary>
    public IReadOnlyList<ShopifyLine> Lines { get; init; } = [];

    /// <summary>The currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>PENDING, PAID, PARTIALLY_REFUNDED, REFUNDED or VOIDED.</summary>
    public string Financial { get; init; } = "PENDING";

    /// <summary>UNFULFILLED, PARTIALLY_FULFILLED or FULFILLED.</summary>
    public string Fulfilment { get; init; } = "UNFULFILLED";

    /// <summary>Why it was cancelled: CUSTOMER, DECLINED, FRAUD, INVENTORY, STAFF, OTHER.</summary>
    public string? CancelReason { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>The checkout it came from.</summary>
    public string? CheckoutToken { get; init; }

    /// <summary>The cart it came from.</summary>
    public string? CartToken { get; init; }

    /// <summary>Money given back so far.</summary>
    public decimal Refunded => Refunds.Sum(r => r.Amount);

    /// <summary>Money given back, each time.</summary>
    public IReadOnlyList<ShopifyRefund> Refunds { get; init; } = [];

    /// <summary>Parcels and hand-overs.</summary>
    public IReadOnlyList<ShopifyFulfilment> Fulfilments { get; init; } = [];

    /// <summary>When it was placed.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
