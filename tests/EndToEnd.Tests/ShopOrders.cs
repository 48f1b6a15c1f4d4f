using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>Sends signed shop orders and repeats what got no 2xx, as the vendor does.</summary>
public sealed class ShopOrders(Uri hub)
{
    public const string Secret = "end-to-end-webhook-secret";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Sends one order until it is acknowledged or the patience ends; true when acknowledged.</summary>
    public async Task<bool> SendAsync(int n, bool untilAcknowledged)
    {
        var body = Body(n);
        var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(60);
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub, "/hooks/kornhaus/shop")) { Content = new ByteArrayContent(body) };
            request.Headers.Add("X-Shopify-Topic", "orders/create");
            request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
            request.Headers.Add("X-Shopify-Shop-Domain", "kornhaus.myshopify.com");
            request.Headers.Add("X-Shopify-API-Version", "2026-10");
            request.Headers.Add("X-Shopify-Webhook-Id", "w" + n.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Shopify-Event-Id", "e" + n.ToString(CultureInfo.InvariantCulture));
            try
            {
                using var answer = await _http.SendAsync(request);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return true;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // the hub is down: a vendor comes again
            }

            await Task.Delay(untilAcknowledged ? 200 : 0);
        }
        while (untilAcknowledged && TimeProvider.System.GetUtcNow() < until);

        return false;
    }

    private static byte[] Body(int n)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"id":{{{6_100_000_000_000 + n}}},"admin_graphql_api_id":"gid://shopify/Order/{{{6_100_000_000_000 + n}}}","name":"#{{{n}}}","order_number":{{{n}}},"created_at":"{{{now}}}","processed_at":"{{{now}}}",
             "updated_at":"{{{now}}}","currency":"EUR","total_price":"12.50","financial_status":"pending","fulfillment_status":null,"email":"sample{{{n}}}@example.com","source_name":"web","test":false,
             "checkout_token":"t{{{n}}}","discount_codes":[],"line_items":[{"id":{{{n}}},"title":"Rye bread","quantity":1,"price":"12.50","product_id":81,"variant_id":451,"requires_shipping":true}],
             "customer":{"id":{{{7_000_000_000_000 + n}}},"first_name":"Sample","last_name":"Guest {{{n}}}","email":"sample{{{n}}}@example.com","verified_email":true,"state":"disabled"}}
            """));
    }
}
