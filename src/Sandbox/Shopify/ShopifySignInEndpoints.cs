using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The shop's authorize page and token endpoint. What goes back to the app is signed (shopify.dev, "Verify a redirect").</summary>
internal static class ShopifySignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ShopifySimulator simulator)
    {
        routes.MapGet("/{shop}/admin/oauth/authorize", (string shop, HttpRequest request) =>
        {
            var asked = SignInRequest.Read(request);
            return simulator.Find(shop) is { } found ? ConsentPage.Answer(asked, Offer(found, asked)) : NotFound();
        });
        routes.MapPost("/{shop}/admin/oauth/access_token", async (string shop, HttpRequest request) =>
        {
            if (simulator.Find(shop) is not { } found)
            {
                return NotFound();
            }

            var (status, body) = found.AnswerToken(await SignInForm.ReadAsync(request, json: true));
            return WireJson.Answer(body, status);
        });
    }

    private static SignInOffer Offer(ShopifyShop shop, SignInRequest asked)
    {
        var granted = shop.Granted(asked.Scopes("scope"));
        return new SignInOffer
        {
            Vendor = "Shopify", App = shop.SignIn, Account = shop.Domain, ClientId = shop.ClientId, Scopes = granted,
            Allow = () => [("code", shop.SignIn.Issue(asked, granted)), ("host", WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes("admin.shopify.com/store/" + shop.Name)))],
            Finish = sent => Signed(shop, sent),
        };
    }

    /// <summary>All parameters but <c>hmac</c> in order, joined as <c>k=v</c> with <c>&amp;</c>, HMAC-SHA256 with the client secret, hex.</summary>
    private static IEnumerable<(string Name, string Value)> Signed(ShopifyShop shop, IReadOnlyList<(string Name, string Value)> sent)
    {
        var at = (shop.World.Options.SigningTime ?? shop.World.Options.Time).GetUtcNow();
        IReadOnlyList<(string Name, string Value)> all = [.. sent, ("shop", shop.Domain), ("timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];
        var text = string.Join('&', all.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"));
        return all.Append(("hmac", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shop.ClientSecret), Encoding.UTF8.GetBytes(text)))));
    }

    private static IResult NotFound() => WireJson.Answer(new JObject { ["errors"] = "Not Found" }, 404);
}
