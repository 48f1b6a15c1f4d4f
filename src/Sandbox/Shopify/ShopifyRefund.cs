namespace IntegrationHub.Sandbox.Shopify;

/// <summary>Money given back.</summary>
/// <param name="Id">The numeric id.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much, in the order's currency.</param>
/// <param name="Note">Why.</param>
/// <param name="Lines">What came back: line id, quantity, amount.</param>
/// <param name="At">When.</param>
public sealed record ShopifyRefund(
    long Id, long OrderId, decimal Amount, string? Note, IReadOnlyList<(long LineId, int Quantity, decimal Amount)> Lines, DateTimeOffset At);
