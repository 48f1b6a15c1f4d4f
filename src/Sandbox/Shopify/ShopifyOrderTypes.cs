using System.Globalization;
using IntegrationHub.Sandbox.Shopify.GraphQl;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The types around orders and abandoned checkouts.</summary>
internal static class ShopifyOrderTypes
{
    public static void Add(GraphQlSchema schema)
    {
        Order(schema);
        Lines(schema);
        Journey(schema);
        Checkout(schema);
        schema.Type("Product").Scalar<ShopifyLine>("id", l => $"gid://shopify/Product/{l.ProductId}").Scalar<ShopifyLine>("title", l => l.Title);
        schema.Type("ProductVariant").Scalar<ShopifyLine>("id", l => $"gid://shopify/ProductVariant/{l.VariantId}").Scalar<ShopifyLine>("sku", l => l.Sku);
        schema.Type("Refund").Scalar<ShopifyRefund>("id", r => $"gid://shopify/Refund/{r.Id}").Scalar<ShopifyRefund>("createdAt", r => r.At).Scalar<ShopifyRefund>("note", r => r.Note)
            .Scalar<ShopifyRefund>("legacyResourceId", r => Digits(r.Id)).Scalar<ShopifyRefund>("processedAt", r => r.At)
            .Add<ShopifyRefund>("totalRefundedSet", "MoneyBag", (r, call) => new ShopifyMoney(r.Amount, call.Shop.Currency));
        schema.Type("Fulfillment").Scalar<ShopifyFulfilment>("id", f => $"gid://shopify/Fulfillment/{f.Id}").Scalar<ShopifyFulfilment>("name", f => f.Name)
            .Scalar<ShopifyFulfilment>("legacyResourceId", f => Digits(f.Id)).Scalar<ShopifyFulfilment>("status", _ => "SUCCESS")
            .Scalar<ShopifyFulfilment>("displayStatus", f => f.ShipmentStatus?.ToUpperInvariant() ?? "FULFILLED").Scalar<ShopifyFulfilment>("createdAt", f => f.CreatedAt)
            .Scalar<ShopifyFulfilment>("updatedAt", f => f.UpdatedAt).Scalar<ShopifyFulfilment>("deliveredAt", f => f.ShipmentStatus is "delivered" or "picked_up" ? f.UpdatedAt : null)
            .Add<ShopifyFulfilment>("trackingInfo", "FulfillmentTrackingInfo", (f, _) => f.Tracking is null ? [] : new List<object> { f }, null, "first: Int");
        schema.Type("FulfillmentTrackingInfo").Scalar<ShopifyFulfilment>("company", f => f.Company).Scalar<ShopifyFulfilment>("number", f => f.Tracking).Scalar<ShopifyFulfilment>("url", _ => null);
    }

    private static void Order(GraphQlSchema schema)
    {
        schema.Connection("Order");
        schema.Type<ShopifyOrder>("Order")
            .Scalar<ShopifyOrder>("id", o => o.Gid).Scalar<ShopifyOrder>("legacyResourceId", o => Digits(o.Id)).Scalar<ShopifyOrder>("name", o => o.Name).Scalar<ShopifyOrder>("number", o => o.Number)
            .Scalar<ShopifyOrder>("createdAt", o => o.CreatedAt).Scalar<ShopifyOrder>("updatedAt", o => o.UpdatedAt).Scalar<ShopifyOrder>("processedAt", o => o.CreatedAt)
            .Scalar<ShopifyOrder>("cancelledAt", o => o.CancelledAt).Scalar<ShopifyOrder>("cancelReason", o => o.CancelReason).Scalar<ShopifyOrder>("closedAt", _ => null)
            .Scalar<ShopifyOrder>("test", _ => false).Scalar<ShopifyOrder>("confirmed", _ => true).Scalar<ShopifyOrder>("displayFinancialStatus", o => o.Financial)
            .Scalar<ShopifyOrder>("displayFulfillmentStatus", o => o.Fulfilment).Scalar<ShopifyOrder>("tags", o => o.Tags).Scalar<ShopifyOrder>("note", o => o.Basket.Note)
            .Scalar<ShopifyOrder>("sourceName", o => o.Basket.SourceName).Scalar<ShopifyOrder>("currencyCode", o => o.Currency).Scalar<ShopifyOrder>("phone", o => o.Basket.Phone)
            .Scalar<ShopifyOrder>("discountCodes", o => o.Basket.DiscountCode is null ? Array.Empty<string>() : [o.Basket.DiscountCode])
            .Scalar<ShopifyOrder>("discountCode", o => o.Basket.DiscountCode).Scalar<ShopifyOrder>("paymentGatewayNames", o => new[] { o.Basket.SourceName == "pos" ? "cash" : "shopify_payments" })
            .Scalar<ShopifyOrder>("customerLocale", _ => "de-DE").Scalar<ShopifyOrder>("customerAcceptsMarketing", o => o.Basket.AcceptsMarketing)
            .Add<ShopifyOrder>("email", null, (o, call) => o.Basket.Email ?? (o.CustomerId is { } id ? call.Shop.State.Customers.GetValueOrDefault(id)?.Email : null))
            .Object<ShopifyOrder>("app", "OrderApp", o => o).Object<ShopifyOrder>("customAttributes", "Attribute", o => o.Basket.NoteAttributes.Cast<object>().ToList())
            .Object<ShopifyOrder>("totalPriceSet", "MoneyBag", o => Money(o, o.Basket.Total)).Object<ShopifyOrder>("currentTotalPriceSet", "MoneyBag", o => Money(o, o.Basket.Total - o.Refunded))
            .Object<ShopifyOrder>("subtotalPriceSet", "MoneyBag", o => Money(o, o.Basket.Total - o.Basket.Shipping)).Object<ShopifyOrder>("totalRefundedSet", "MoneyBag", o => Money(o, o.Refunded))
            .Object<ShopifyOrder>("totalDiscountsSet", "MoneyBag", o => Money(o, o.Basket.Discount)).Object<ShopifyOrder>("totalShippingPriceSet", "MoneyBag", o => Money(o, o.Basket.Shipping))
            .Add<ShopifyOrder>("customer", "Customer", (o, call) => o.CustomerId is { } id ? call.Shop.State.Customers.GetValueOrDefault(id) : null, "read_customers")
            .Add<ShopifyOrder>("billingAddress", "MailingAddress", (o, call) => Address(o, call)).Add<ShopifyOrder>("shippingAddress", "MailingAddress", (o, call) => o.Basket.Shipping == 0 ? null : Address(o, call))
            .Object<ShopifyOrder>("customerJourneySummary", "CustomerJourneySummary", o => o)
            .Add<ShopifyOrder>("refunds", "Refund", (o, _) => o.Refunds, null, "first: Int").Add<ShopifyOrder>("fulfillments", "Fulfillment", (o, _) => o.Fulfilments, "read_fulfillments", "first: Int", "query: String")
            .Add<ShopifyOrder>("lineItems", "LineItemConnection", (o, call) => GraphQlPage.Of(o.Lines, l => Digits(l.Id), call), null, "first: Int", "after: String", "last: Int", "before: String", "reverse: Boolean");
        schema.Type("OrderApp").Scalar<ShopifyOrder>("id", o => "gid://shopify/App/" + (o.Basket.SourceName == "pos" ? "129785" : "580111"))
            .Scalar<ShopifyOrder>("name", o => o.Basket.SourceName == "pos" ? "Point of Sale" : "Online Store");
        schema.Type("Attribute").Scalar<KeyValuePair<string, string>>("key", a => a.Key).Scalar<KeyValuePair<string, string>>("value", a => a.Value);
    }

    private static void Lines(GraphQlSchema schema)
    {
        schema.Connection("LineItem");
        schema.Type("LineItem").Scalar<ShopifyLine>("id", l => $"gid://shopify/LineItem/{l.Id}").Scalar<ShopifyLine>("title", l => l.Title).Scalar<ShopifyLine>("name", l => l.Title)
            .Scalar<ShopifyLine>("sku", l => l.Sku).Scalar<ShopifyLine>("quantity", l => l.Quantity).Scalar<ShopifyLine>("currentQuantity", l => l.Quantity - l.Refunded)
            .Add<ShopifyLine>("originalUnitPriceSet", "MoneyBag", (l, call) => new ShopifyMoney(l.Price, call.Shop.Currency))
            .Object<ShopifyLine>("product", "Product", l => l).Object<ShopifyLine>("variant", "ProductVariant", l => l);
        schema.Connection("AbandonedCheckoutLineItem");
        schema.Type("AbandonedCheckoutLineItem").Scalar<ShopifyLine>("id", l => $"gid://shopify/AbandonedCheckoutLineItem/{l.Id}").Scalar<ShopifyLine>("title", l => l.Title)
            .Scalar<ShopifyLine>("sku", l => l.Sku).Scalar<ShopifyLine>("quantity", l => l.Quantity)
            .Add<ShopifyLine>("originalUnitPriceSet", "MoneyBag", (l, call) => new ShopifyMoney(l.Price, call.Shop.Currency))
            .Object<ShopifyLine>("product", "Product", l => l).Object<ShopifyLine>("variant", "ProductVariant", l => l);
    }

    private static void Journey(GraphQlSchema schema)
    {
        schema.Type("CustomerJourneySummary").Scalar<ShopifyOrder>("ready", _ => true).Scalar<ShopifyOrder>("daysToConversion", o => ShopifyVisit.Of(o) is null ? null : 0)
            .Add<ShopifyOrder>("customerOrderIndex", null, (o, call) => o.CustomerId is { } id ? call.Shop.State.OrdersOf(id).Count(x => x.Id < o.Id) : null)
            .Object<ShopifyOrder>("firstVisit", "CustomerVisit", ShopifyVisit.Of).Object<ShopifyOrder>("lastVisit", "CustomerVisit", ShopifyVisit.Of);
        schema.Type("CustomerVisit").Scalar<ShopifyVisit>("id", v => v.Id).Scalar<ShopifyVisit>("occurredAt", v => v.At).Scalar<ShopifyVisit>("source", v => v.Source)
            .Add<ShopifyVisit>("landingPage", null, (v, call) => v.Landing is null ? null : $"https://{call.Shop.Domain}{v.Landing}").Scalar<ShopifyVisit>("referrerUrl", v => v.Referrer)
            .Scalar<ShopifyVisit>("referralCode", v => v.Utm("ref")).Object<ShopifyVisit>("utmParameters", "UTMParameters", v => v.Utm("utm_source") is null ? null : v);
        schema.Type("UTMParameters").Scalar<ShopifyVisit>("source", v => v.Utm("utm_source")).Scalar<ShopifyVisit>("medium", v => v.Utm("utm_medium"))
            .Scalar<ShopifyVisit>("campaign", v => v.Utm("utm_campaign")).Scalar<ShopifyVisit>("content", v => v.Utm("utm_content")).Scalar<ShopifyVisit>("term", v => v.Utm("utm_term"));
    }

    private static void Checkout(GraphQlSchema schema)
    {
        schema.Connection("AbandonedCheckout");
        schema.Type("AbandonedCheckout").Scalar<ShopifyCheckout>("id", c => $"gid://shopify/AbandonedCheckout/{c.Id}").Scalar<ShopifyCheckout>("name", c => $"#{c.Id}")
            .Scalar<ShopifyCheckout>("createdAt", c => c.CreatedAt).Scalar<ShopifyCheckout>("updatedAt", c => c.UpdatedAt).Scalar<ShopifyCheckout>("completedAt", c => c.CompletedAt)
            .Scalar<ShopifyCheckout>("note", c => c.Basket.Note ?? "").Add<ShopifyCheckout>("abandonedCheckoutUrl", null, (c, call) => call.Shop.RecoverUrl(c))
            .Scalar<ShopifyCheckout>("discountCodes", c => c.Basket.DiscountCode is null ? Array.Empty<string>() : [c.Basket.DiscountCode])
            .Object<ShopifyCheckout>("customAttributes", "Attribute", c => c.Basket.NoteAttributes.Cast<object>().ToList())
            .Add<ShopifyCheckout>("totalPriceSet", "MoneyBag", (c, call) => new ShopifyMoney(c.Basket.Total, c.Basket.Currency ?? call.Shop.Currency))
            .Add<ShopifyCheckout>("customer", "Customer", (c, call) => c.CustomerId is { } id ? call.Shop.State.Customers.GetValueOrDefault(id) : null, "read_customers")
            .Add<ShopifyCheckout>("lineItems", "AbandonedCheckoutLineItemConnection", (c, call) => GraphQlPage.Of(c.Lines, l => Digits(l.Id), call), null, "first: Int", "after: String");
    }

    private static ShopifyCustomer? Address(ShopifyOrder order, GraphQlCall call) =>
        order.CustomerId is { } id && call.Shop.State.Customers.GetValueOrDefault(id) is { City: not null } customer ? customer : null;

    private static ShopifyMoney Money(ShopifyOrder order, decimal amount) => new(amount, order.Currency);

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);
}
