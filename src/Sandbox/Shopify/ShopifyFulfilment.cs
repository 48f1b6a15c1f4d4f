namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A parcel, or a hand-over at the counter.</summary>
/// <param name="Id">The numeric id.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Name">The order's name with a running number.</param>
/// <param name="Company">Who carries it; null at the counter.</param>
/// <param name="Tracking">The tracking number.</param>
/// <param name="ShipmentStatus">The latest event: <c>in_transit</c>, <c>out_for_delivery</c>, <c>delivered</c>, <c>ready_for_pickup</c>, <c>picked_up</c> ...</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ShopifyFulfilment(
    long Id, long OrderId, string Name, string? Company, string? Tracking, string? ShipmentStatus, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
