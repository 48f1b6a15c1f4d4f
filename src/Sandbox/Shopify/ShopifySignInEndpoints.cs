using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A shop's consent page. What goes back is signed with the app's secret: the sorted parameters without the signature itself, in hex.</summary>
internal static class ShopifySignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ShopifySimulator simulator) => ConsentPage.Map(
        routes, "/{shop}/admin/oauth/authorize", "Shopify",
        context => Shop(simulator, context) is { } shop ? (shop.SignIn, shop.ClientId) : null,
        (context, back) =>
        {
            var shop = Shop(simulator, context)!;
            back["host"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin.shopify.com/store/" + shop.Name)).TrimEnd('=');
            back["shop"] = shop.Domain;
            back["timestamp"] = shop.WallTime.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var text = string.Join('&', back.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
            back["hmac"] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.ClientSecret), Encoding.UTF8.GetBytes(text)));
            return back;
        });

    private static ShopifyShop? Shop(ShopifySimulator simulator, HttpContext context) => simulator.Find((string)context.Request.RouteValues["shop"]!);
}
