namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A checkout somebody began.</summary>
public sealed record ShopifyCheckout
{
    /// <summary>The numeric id; on the wire only in the GraphQL id.</summary>
    public long Id { get; init; }

    /// <summary>The token by which webhooks know it.</summary>
    public required string Token { get; init; }

    /// <summary>The cart it came from.</summary>
    public required string CartToken { get; init; }

    /// <summary>What was brought.</summary>
    public required ShopifyBasket Basket { get; init; }

    /// <summary>The customer, if known.</summary>
    public long? CustomerId { get; init; }

    /// <summary>The lines with their ids.</summary>
    public IReadOnlyList<ShopifyLine> Lines { get; init; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it became an order.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
