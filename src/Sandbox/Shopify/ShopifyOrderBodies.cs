using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The bodies of orders, refunds and fulfilments in webhooks, in the shape of version 2026-04.</summary>
internal static class ShopifyOrderBodies
{
    public static JObject Order(ShopifyShop shop, ShopifyOrder o, ShopifyCustomer? customer)
    {
        var b = o.Basket;
        var email = b.Email ?? customer?.Email;
        var left = b.Total - o.Refunded;
        return new JObject
        {
            ["id"] = o.Id, ["admin_graphql_api_id"] = o.Gid, ["app_id"] = b.SourceName == "pos" ? 129785 : 580111, ["browser_ip"] = null, ["buyer_accepts_marketing"] = b.AcceptsMarketing,
            ["cancel_reason"] = o.CancelReason?.ToLowerInvariant(), ["cancelled_at"] = At(o.CancelledAt), ["cart_token"] = o.CartToken, ["checkout_token"] = o.CheckoutToken,
            ["client_details"] = b.UserAgent is null ? null : new JObject
            {
                ["accept_language"] = "de-DE", ["browser_height"] = null, ["browser_ip"] = null, ["browser_width"] = null, ["session_hash"] = null, ["user_agent"] = b.UserAgent,
            },
            ["closed_at"] = null, ["confirmation_number"] = SandboxIds.HexOf(o.Gid, 9).ToUpperInvariant(), ["confirmed"] = true, ["contact_email"] = email, ["created_at"] = At(o.CreatedAt),
            ["currency"] = o.Currency, ["current_subtotal_price"] = WireJson.Money(left - b.Shipping), ["current_total_discounts"] = WireJson.Money(b.Discount),
            ["current_total_price"] = WireJson.Money(left), ["current_total_tax"] = "0.00", ["current_total_price_set"] = Set(left, o.Currency),
            ["customer_locale"] = customer?.Locale ?? "de-DE", ["device_id"] = null, ["discount_codes"] = ShopifyBodies.Codes(b), ["duties_included"] = false, ["email"] = email ?? "",
            ["estimated_taxes"] = false, ["financial_status"] = o.Financial.ToLowerInvariant(),
            ["fulfillment_status"] = o.Fulfilment switch { "FULFILLED" => "fulfilled", "PARTIALLY_FULFILLED" => "partial", _ => null }, ["landing_site"] = b.LandingSite,
            ["landing_site_ref"] = null, ["location_id"] = b.SourceName == "pos" ? 65_100_001 : null, ["merchant_business_entity_id"] = "MTIzNDU2", ["merchant_of_record_app_id"] = null,
            ["name"] = o.Name, ["note"] = b.Note, ["note_attributes"] = ShopifyBodies.Attributes(b), ["number"] = o.Number - 1000, ["order_number"] = o.Number,
            ["order_status_url"] = $"https://{shop.Domain}/{shop.Id}/orders/{SandboxIds.HexOf(o.Gid, 32)}/authenticate?key={SandboxIds.HexOf(o.Name, 32)}",
            ["payment_gateway_names"] = new JArray(b.SourceName == "pos" ? "cash" : "shopify_payments"), ["phone"] = b.Phone, ["po_number"] = null, ["presentment_currency"] = o.Currency,
            ["processed_at"] = At(o.CreatedAt), ["reference"] = null, ["referring_site"] = b.ReferringSite, ["source_identifier"] = null, ["source_name"] = b.SourceName, ["source_url"] = null,
            ["subtotal_price"] = WireJson.Money(b.Total - b.Shipping), ["tags"] = string.Join(", ", o.Tags), ["tax_exempt"] = false, ["tax_lines"] = new JArray(), ["taxes_included"] = true,
            ["test"] = false, ["token"] = SandboxIds.HexOf(o.Gid + "token", 32), ["total_discounts"] = WireJson.Money(b.Discount), ["total_line_items_price"] = WireJson.Money(o.Lines.Sum(l => l.Total)),
            ["total_outstanding"] = WireJson.Money(o.Financial == "PENDING" ? b.Total : 0), ["total_price"] = WireJson.Money(b.Total), ["total_price_set"] = Set(b.Total, o.Currency), ["total_tax"] = "0.00",
            ["total_shipping_price_set"] = Set(b.Shipping, o.Currency), ["total_tip_received"] = "0.00", ["total_weight"] = 0, ["updated_at"] = At(o.UpdatedAt), ["user_id"] = null,
            ["billing_address"] = customer?.City is null ? null : ShopifyBodies.Address(customer),
            ["customer"] = customer is null ? null : ShopifyBodies.Customer(shop, customer, nested: true),
            ["discount_applications"] = new JArray(ShopifyBodies.Codes(b).Select(c => new JObject
            {
                ["target_type"] = "line_item", ["type"] = "discount_code", ["value"] = c["amount"], ["value_type"] = "fixed_amount", ["allocation_method"] = "across",
                ["target_selection"] = "all", ["code"] = c["code"],
            })),
            ["fulfillments"] = new JArray(o.Fulfilments.Select(f => Fulfilment(shop, o, f, email))),
            ["line_items"] = new JArray(o.Lines.Select(l => Line(l, o))),
            ["payment_terms"] = null, ["refunds"] = new JArray(o.Refunds.Select(r => Refund(shop, o, r))), ["returns"] = new JArray(), ["line_item_groups"] = new JArray(),
            ["shipping_address"] = customer?.City is null || b.Shipping == 0 ? null : ShopifyBodies.Address(customer),
            ["shipping_lines"] = b.Shipping == 0 ? new JArray() : new JArray(new JObject
            {
                ["id"] = o.Id + 5, ["carrier_identifier"] = null, ["code"] = "Standard", ["discounted_price"] = WireJson.Money(b.Shipping), ["phone"] = null, ["price"] = WireJson.Money(b.Shipping),
                ["requested_fulfillment_service_id"] = null, ["source"] = "shopify", ["title"] = "Standard", ["tax_lines"] = new JArray(), ["discount_allocations"] = new JArray(),
            }),
        };

        string? At(DateTimeOffset? at) => at is { } value ? ShopifyBodies.Local(shop, value) : null;
    }

    public static JObject Refund(ShopifyShop shop, ShopifyOrder o, ShopifyRefund r) => new()
    {
        ["id"] = r.Id, ["order_id"] = r.OrderId, ["created_at"] = ShopifyBodies.Local(shop, r.At), ["note"] = r.Note, ["user_id"] = 88, ["processed_at"] = ShopifyBodies.Local(shop, r.At),
        ["duties"] = new JArray(), ["return"] = null, ["restock"] = false, ["refund_shipping_lines"] = new JArray(), ["admin_graphql_api_id"] = $"gid://shopify/Refund/{r.Id}",
        ["order_adjustments"] = new JArray(),
        ["refund_line_items"] = new JArray(r.Lines.Select(l => new JObject
        {
            // Numbers, not text: the one place where Shopify writes money so.
            ["id"] = r.Id + 1, ["quantity"] = l.Quantity, ["line_item_id"] = l.LineId, ["location_id"] = null, ["restock_type"] = "no_restock", ["subtotal"] = l.Amount, ["total_tax"] = 0.0m,
            ["line_item"] = ShortLine(o.Lines.First(i => i.Id == l.LineId), o),
        })),
        ["transactions"] = new JArray(new JObject
        {
            ["id"] = r.Id + 2, ["order_id"] = r.OrderId, ["kind"] = "refund", ["gateway"] = "shopify_payments", ["status"] = "success", ["amount"] = WireJson.Money(r.Amount),
            ["currency"] = o.Currency, ["created_at"] = ShopifyBodies.Local(shop, r.At), ["processed_at"] = ShopifyBodies.Local(shop, r.At), ["test"] = false,
        }),
    };

    public static JObject Fulfilment(ShopifyShop shop, ShopifyOrder o, ShopifyFulfilment f, string? email) => new()
    {
        ["id"] = f.Id, ["order_id"] = f.OrderId, ["status"] = "success", ["created_at"] = ShopifyBodies.Local(shop, f.CreatedAt), ["service"] = "manual",
        ["updated_at"] = ShopifyBodies.Local(shop, f.UpdatedAt), ["tracking_company"] = f.Company, ["shipment_status"] = f.ShipmentStatus, ["location_id"] = 65_100_001, ["origin_address"] = null,
        ["email"] = email, ["destination"] = null, ["line_items"] = new JArray(o.Lines.Select(l => ShortLine(l, o))), ["tracking_number"] = f.Tracking,
        ["tracking_numbers"] = f.Tracking is null ? new JArray() : new JArray(f.Tracking), ["tracking_url"] = null, ["tracking_urls"] = new JArray(), ["receipt"] = new JObject(),
        ["name"] = f.Name, ["admin_graphql_api_id"] = $"gid://shopify/Fulfillment/{f.Id}",
    };

    public static JObject FulfilmentEvent(ShopifyShop shop, long id, ShopifyFulfilment f, string status, DateTimeOffset at) => new()
    {
        ["id"] = id, ["fulfillment_id"] = f.Id, ["status"] = status, ["message"] = null, ["happened_at"] = ShopifyBodies.Local(shop, at), ["city"] = null, ["province"] = null, ["country"] = "DE",
        ["zip"] = null, ["address1"] = null, ["latitude"] = null, ["longitude"] = null, ["shop_id"] = shop.Id, ["created_at"] = ShopifyBodies.Local(shop, at),
        ["updated_at"] = ShopifyBodies.Local(shop, at), ["estimated_delivery_at"] = null, ["order_id"] = f.OrderId, ["admin_graphql_api_id"] = $"gid://shopify/FulfillmentEvent/{id}",
    };

    /// <summary>The line inside fulfilments and refunds, which lacks what changes later.</summary>
    private static JObject ShortLine(ShopifyLine l, ShopifyOrder o)
    {
        var line = Line(l, o);
        line.Remove("attributed_staffs");
        line.Remove("current_quantity");
        line.Remove("sales_line_item_group_id");
        return line;
    }

    private static JObject Line(ShopifyLine l, ShopifyOrder o) => new()
    {
        ["id"] = l.Id, ["admin_graphql_api_id"] = $"gid://shopify/LineItem/{l.Id}", ["attributed_staffs"] = new JArray(), ["current_quantity"] = l.Quantity - l.Refunded,
        ["fulfillable_quantity"] = o.Fulfilment == "FULFILLED" ? 0 : l.Quantity - l.Refunded, ["fulfillment_service"] = "manual",
        ["fulfillment_status"] = o.Fulfilment == "FULFILLED" ? "fulfilled" : null, ["gift_card"] = false, ["grams"] = 0, ["name"] = l.Title, ["price"] = WireJson.Money(l.Price),
        ["price_set"] = Set(l.Price, o.Currency), ["product_exists"] = true, ["product_id"] = l.ProductId, ["properties"] = new JArray(), ["quantity"] = l.Quantity, ["requires_shipping"] = true,
        ["sales_line_item_group_id"] = null, ["sku"] = l.Sku, ["taxable"] = true, ["title"] = l.Title, ["total_discount"] = "0.00", ["variant_id"] = l.VariantId,
        ["variant_inventory_management"] = null, ["variant_title"] = null, ["vendor"] = null, ["tax_lines"] = new JArray(), ["duties"] = new JArray(), ["discount_allocations"] = new JArray(),
    };

    private static JObject Set(decimal amount, string currency) => new()
    {
        ["shop_money"] = new JObject { ["amount"] = WireJson.Money(amount), ["currency_code"] = currency },
        ["presentment_money"] = new JObject { ["amount"] = WireJson.Money(amount), ["currency_code"] = currency },
    };
}
