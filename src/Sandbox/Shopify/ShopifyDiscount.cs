namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A discount with one code.</summary>
/// <param name="Id">The numeric id.</param>
/// <param name="Title">The title the team sees.</param>
/// <param name="Code">The code people type in.</param>
/// <param name="Percentage">0.1 for ten per cent; null when it is an amount.</param>
/// <param name="StartsAt">From when.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="UsageLimit">How often it may be used at all.</param>
/// <param name="OncePerCustomer">Whether once for each customer.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ShopifyDiscount(
    long Id, string Title, string Code, decimal? Percentage, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, int? UsageLimit, bool OncePerCustomer, DateTimeOffset CreatedAt)
{
    /// <summary>What is taken off; null when it is a percentage.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Who may use it, by global id; empty when everybody may.</summary>
    public IReadOnlyList<string> Customers { get; init; } = [];
}
