using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A visit before an order: where it came from.</summary>
internal sealed record ShopifyVisit(string Id, DateTimeOffset At, string? Landing, string? Referrer)
{
    /// <summary>The visits of an order; null for the till and for orders without a trace.</summary>
    public static ShopifyVisit? Of(ShopifyOrder order) => order.Basket.LandingSite is null && order.Basket.ReferringSite is null
        ? null : new ShopifyVisit($"gid://shopify/CustomerVisit/{order.Id}", order.CreatedAt.AddMinutes(-9), order.Basket.LandingSite, order.Basket.ReferringSite);

    public string Source => Utm("utm_source") ?? (Referrer is not null && Uri.TryCreate(Referrer, UriKind.Absolute, out var from) ? from.Host : "direct");

    public string? Utm(string name) =>
        Landing?.IndexOf('?', StringComparison.Ordinal) is { } at and >= 0 && QueryHelpers.ParseQuery(Landing[at..]).TryGetValue(name, out var value) ? value.ToString() : null;
}
