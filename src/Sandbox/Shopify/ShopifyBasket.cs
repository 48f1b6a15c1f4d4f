namespace IntegrationHub.Sandbox.Shopify;

/// <summary>What somebody brings to a checkout or an order.</summary>
public sealed record ShopifyBasket
{
    /// <summary>What is bought.</summary>
    public IReadOnlyList<ShopifyLine> Lines { get; init; } = [];

    /// <summary>The customer, when known; else the e-mail finds or makes one, else the sale has none.</summary>
    public long? CustomerId { get; init; }

    /// <summary>The e-mail typed in.</summary>
    public string? Email { get; init; }

    /// <summary>The phone typed in.</summary>
    public string? Phone { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The discount code used.</summary>
    public string? DiscountCode { get; init; }

    /// <summary>What the code takes off, in the shop's currency.</summary>
    public decimal Discount { get; init; }

    /// <summary>The price of shipping.</summary>
    public decimal Shipping { get; init; }

    /// <summary>The first page visited, path and query; holds the UTM values.</summary>
    public string? LandingSite { get; init; }

    /// <summary>The page before it.</summary>
    public string? ReferringSite { get; init; }

    /// <summary>The browser.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The customer's note.</summary>
    public string? Note { get; init; }

    /// <summary>Further fields of the cart, such as the day of collection.</summary>
    public IReadOnlyDictionary<string, string> NoteAttributes { get; init; } = new Dictionary<string, string>();

    /// <summary><c>web</c>, or <c>pos</c> for the till.</summary>
    public string SourceName { get; init; } = "web";

    /// <summary>Tags of the order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether "keep me up to date" was ticked.</summary>
    public bool AcceptsMarketing { get; init; }

    /// <summary>False leaves the order unpaid (<c>pending</c>).</summary>
    public bool Paid { get; init; } = true;

    /// <summary>The currency; null takes the shop's.</summary>
    public string? Currency { get; init; }

    /// <summary>The sum to pay.</summary>
    public decimal Total => Lines.Sum(l => l.Total) - Discount + Shipping;
}
