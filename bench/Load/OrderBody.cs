using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Bench.Load;

/// <summary>Signed shop orders of about 8 kB with unique ids; the body is made from a template once and patched per order.</summary>
internal sealed class OrderBody
{
    public const string Secret = "bench-webhook-secret";
    private readonly string _template;

    public OrderBody() => _template = Template();

    /// <summary>The n-th order: its bytes and its signature.</summary>
    public (byte[] Body, string Signature) Make(int n)
    {
        var text = _template
            .Replace("%ORDER%", (6_100_000_000_000L + n).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%CUSTOMER%", (7_000_000_000_000L + n).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("%N%", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(text);
        return (body, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
    }

    private static string Template()
    {
        var line = """
            {"id":15100000000001,"current_quantity":2,"fulfillable_quantity":2,"fulfillment_service":"manual","fulfillment_status":null,"gift_card":false,"grams":200,"name":"Rye bread",
             "price":"6.50","product_exists":true,"product_id":8100000000001,"properties":[],"quantity":2,"requires_shipping":true,"sku":"RYE-1","taxable":true,"title":"Rye bread",
             "total_discount":"0.00","variant_id":45100000000001,"variant_inventory_management":"shopify","variant_title":null,"vendor":"Sample Bakery","tax_lines":[],"duties":[],
             "price_set":{"shop_money":{"amount":"6.50","currency_code":"EUR"},"presentment_money":{"amount":"6.50","currency_code":"EUR"}},"discount_allocations":[]}
            """;
        var address = """
            {"first_name":"Sample","last_name":"Customer %N%","name":"Sample Customer %N%","company":null,"address1":"Beispielweg 1","address2":null,"city":"Berlin","province":null,
             "province_code":null,"country":"Germany","country_code":"DE","zip":"10115","phone":null,"latitude":52.53,"longitude":13.38}
            """;
        var lines = string.Join(",", Enumerable.Repeat(line, 8));
        return "{\"id\":%ORDER%,\"admin_graphql_api_id\":\"gid://shopify/Order/%ORDER%\",\"app_id\":580111,\"buyer_accepts_marketing\":true,\"cancel_reason\":null,\"cancelled_at\":null," +
            "\"cart_token\":\"cart%N%\",\"checkout_token\":\"checkout%N%\",\"contact_email\":\"sample%N%@example.com\",\"created_at\":\"2026-11-20T09:15:02-05:00\",\"currency\":\"EUR\"," +
            "\"email\":\"sample%N%@example.com\",\"financial_status\":\"paid\",\"fulfillment_status\":null,\"landing_site\":\"/?utm_source=mc&utm_campaign=autumn\",\"name\":\"#%N%\",\"number\":%N%," +
            "\"order_number\":%N%,\"processed_at\":\"2026-11-20T09:15:01-05:00\",\"referring_site\":\"https://www.example.org/\",\"source_name\":\"web\",\"subtotal_price\":\"52.00\",\"tags\":\"\",\"test\":false," +
            "\"total_price\":\"52.00\",\"updated_at\":\"2026-11-20T09:15:04-05:00\",\"discount_codes\":[],\"note_attributes\":[],\"refunds\":[],\"fulfillments\":[],\"shipping_lines\":[],\"tax_lines\":[]," +
            "\"billing_address\":" + address + ",\"shipping_address\":" + address + "," +
            "\"customer\":{\"id\":%CUSTOMER%,\"created_at\":\"2026-11-20T09:14:59-05:00\",\"updated_at\":\"2026-11-20T09:15:03-05:00\",\"first_name\":\"Sample\",\"last_name\":\"Customer %N%\"," +
            "\"state\":\"disabled\",\"verified_email\":true,\"email\":\"sample%N%@example.com\",\"phone\":null,\"currency\":\"EUR\",\"default_address\":" + address + "}," +
            "\"line_items\":[" + lines + "]}";
    }
}
