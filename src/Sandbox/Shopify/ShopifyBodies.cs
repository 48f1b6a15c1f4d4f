using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The bodies of customers, checkouts and carts in webhooks, in the shape of version 2026-04.</summary>
internal static class ShopifyBodies
{
    /// <summary>An instant with the shop's own offset.</summary>
    public static string Local(ShopifyShop shop, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, shop.TimeZone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static JObject Customer(ShopifyShop shop, ShopifyCustomer c, bool nested = false)
    {
        var body = new JObject
        {
            ["id"] = c.Id, ["created_at"] = Local(shop, c.CreatedAt), ["updated_at"] = Local(shop, c.UpdatedAt), ["first_name"] = c.FirstName, ["last_name"] = c.LastName,
            ["state"] = "disabled", ["note"] = c.Note, ["verified_email"] = c.VerifiedEmail, ["multipass_identifier"] = null, ["tax_exempt"] = false, ["email"] = c.Email,
            ["phone"] = c.Phone, ["currency"] = shop.Currency, ["addresses"] = new JArray(), ["tax_exemptions"] = new JArray(), ["admin_graphql_api_id"] = c.Gid,
        };
        if (nested)
        {
            body.Remove("addresses");
        }

        if (c.City is not null)
        {
            var address = Address(c);
            address["id"] = c.Id + 9000;
            address["customer_id"] = c.Id;
            address["country_name"] = address["country"]!.DeepClone();
            address["default"] = true;
            body["default_address"] = address;
        }

        return body;
    }

    public static JObject Address(ShopifyCustomer c) => new()
    {
        ["first_name"] = c.FirstName, ["last_name"] = c.LastName, ["name"] = c.DisplayName, ["company"] = null, ["address1"] = "Musterstrasse 1", ["address2"] = null,
        ["city"] = c.City, ["province"] = null, ["province_code"] = null, ["country"] = "Germany", ["country_code"] = "DE", ["zip"] = c.Zip, ["phone"] = c.Phone,
    };

    public static JObject Checkout(ShopifyShop shop, ShopifyCheckout c, ShopifyCustomer? customer)
    {
        var b = c.Basket;
        var currency = b.Currency ?? shop.Currency;
        return new JObject
        {
            ["token"] = c.Token, ["cart_token"] = c.CartToken, ["email"] = b.Email ?? customer?.Email, ["gateway"] = null, ["buyer_accepts_marketing"] = b.AcceptsMarketing,
            ["buyer_accepts_sms_marketing"] = false, ["sms_marketing_phone"] = null, ["created_at"] = c.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture),
            ["updated_at"] = Local(shop, c.UpdatedAt), ["landing_site"] = b.LandingSite, ["note"] = b.Note ?? "", ["note_attributes"] = Attributes(b), ["referring_site"] = b.ReferringSite ?? "",
            ["shipping_lines"] = new JArray(), ["taxes_included"] = true, ["total_weight"] = 0, ["currency"] = currency, ["presentment_currency"] = currency,
            ["completed_at"] = c.CompletedAt is { } done ? Local(shop, done) : null, ["closed_at"] = null, ["user_id"] = null, ["location_id"] = null, ["source_identifier"] = null,
            ["source_url"] = null, ["source"] = null, ["source_name"] = b.SourceName, ["device_id"] = null, ["phone"] = b.Phone, ["customer_locale"] = customer?.Locale ?? "de-DE",
            ["name"] = $"#{c.Id}", ["abandoned_checkout_url"] = shop.RecoverUrl(c),
            ["discount_codes"] = Codes(b), ["tax_lines"] = new JArray(), ["total_discounts"] = WireJson.Money(b.Discount), ["total_line_items_price"] = WireJson.Money(c.Lines.Sum(l => l.Total)),
            ["total_price"] = WireJson.Money(b.Total), ["total_tax"] = "0.00", ["subtotal_price"] = WireJson.Money(b.Total - b.Shipping), ["total_duties"] = null, ["reservation_token"] = null,
            ["line_items"] = new JArray(c.Lines.Select(l => new JObject
            {
                ["key"] = l.Id.ToString(CultureInfo.InvariantCulture), ["applied_discounts"] = new JArray(), ["discount_allocations"] = new JArray(), ["fulfillment_service"] = "manual",
                ["gift_card"] = false, ["grams"] = 0, ["presentment_title"] = l.Title, ["presentment_variant_title"] = "", ["product_id"] = l.ProductId, ["properties"] = new JObject(),
                ["quantity"] = l.Quantity, ["requires_shipping"] = true, ["sku"] = l.Sku, ["tax_lines"] = new JArray(), ["taxable"] = true, ["title"] = l.Title, ["variant_id"] = l.VariantId,
                ["variant_title"] = "", ["variant_price"] = WireJson.Money(l.Price), ["vendor"] = shop.Title, ["user_id"] = null, ["rank"] = null, ["compare_at_price"] = null,
                ["line_price"] = WireJson.Money(l.Total), ["price"] = WireJson.Money(l.Price),
            })),
            ["shipping_address"] = customer?.City is null ? null : Address(customer),
            ["customer"] = customer is null ? null : Customer(shop, customer, nested: true),
        };
    }

    public static JObject Cart(string token, IReadOnlyList<ShopifyLine> lines, DateTimeOffset created, DateTimeOffset updated) => new()
    {
        ["id"] = token, ["token"] = token,
        ["line_items"] = new JArray(lines.Select(l => new JObject
        {
            ["id"] = l.VariantId, ["properties"] = null, ["quantity"] = l.Quantity, ["variant_id"] = l.VariantId, ["key"] = $"{l.VariantId}:{SandboxIds.HexOf(l.Sku, 32)}",
            ["discounted_price"] = WireJson.Money(l.Price), ["discounts"] = new JArray(), ["gift_card"] = false, ["grams"] = 0, ["line_price"] = WireJson.Money(l.Total),
            ["original_line_price"] = WireJson.Money(l.Total), ["original_price"] = WireJson.Money(l.Price), ["price"] = WireJson.Money(l.Price), ["product_id"] = l.ProductId,
            ["sku"] = l.Sku, ["taxable"] = true, ["title"] = l.Title, ["total_discount"] = "0.00", ["vendor"] = "", ["parent_relationship"] = null,
        })),
        ["note"] = null, ["updated_at"] = WireJson.InstantMillis(updated), ["created_at"] = WireJson.InstantMillis(created),
    };

    public static JArray Attributes(ShopifyBasket b) => new(b.NoteAttributes.Select(a => new JObject { ["name"] = a.Key, ["value"] = a.Value }));

    public static JArray Codes(ShopifyBasket b) =>
        b.DiscountCode is null ? [] : [new JObject { ["code"] = b.DiscountCode, ["amount"] = WireJson.Money(b.Discount), ["type"] = "percentage" }];
}
