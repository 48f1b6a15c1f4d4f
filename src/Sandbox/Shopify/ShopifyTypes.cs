using System.Globalization;
using IntegrationHub.Sandbox.Shopify.GraphQl;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The types around shop, customer, webhook subscription and discount.</summary>
internal static class ShopifyTypes
{
    public static void Add(GraphQlSchema schema)
    {
        schema.Type("Node", "Customer", "Order").Scalar<object>("id", o => o is ShopifyCustomer c ? c.Gid : ((ShopifyOrder)o).Gid);
        schema.Type("MoneyV2").Scalar<ShopifyMoney>("amount", m => WireJson.Money(m.Amount)).Scalar<ShopifyMoney>("currencyCode", m => m.Currency);
        schema.Type("MoneyBag").Object<ShopifyMoney>("shopMoney", "MoneyV2", m => m).Object<ShopifyMoney>("presentmentMoney", "MoneyV2", m => m);
        schema.Type("Count").Scalar<ShopifyCount>("count", c => c.Count).Scalar<ShopifyCount>("precision", c => c.Exact ? "EXACT" : "AT_LEAST");
        Shop(schema);
        Customer(schema);
        Webhooks(schema);
        Discounts(schema);
    }

    private static void Shop(GraphQlSchema schema)
    {
        schema.Type("Shop").Scalar<ShopifyShop>("id", s => $"gid://shopify/Shop/{s.Id}").Scalar<ShopifyShop>("name", s => s.Title).Scalar<ShopifyShop>("myshopifyDomain", s => s.Domain)
            .Scalar<ShopifyShop>("currencyCode", s => s.Currency).Scalar<ShopifyShop>("ianaTimezone", s => s.TimeZone.Id).Scalar<ShopifyShop>("email", _ => "owner@example.com")
            .Object<ShopifyShop>("primaryDomain", "Domain", s => s).Object<ShopifyShop>("plan", "ShopPlan", s => s);
        schema.Type("Domain").Scalar<ShopifyShop>("host", s => s.Domain).Scalar<ShopifyShop>("url", s => "https://" + s.Domain);
        schema.Type("ShopPlan").Scalar<ShopifyShop>("publicDisplayName", _ => "Basic").Scalar<ShopifyShop>("partnerDevelopment", _ => false).Scalar<ShopifyShop>("shopifyPlus", _ => false);
        schema.Type("AppInstallation").Scalar<ShopifyShop>("id", s => $"gid://shopify/AppInstallation/{s.Id}").Object<ShopifyShop>("app", "App", _ => "580222")
            .Object<ShopifyShop>("accessScopes", "AccessScope", s => s.Scopes.Order(StringComparer.Ordinal).ToList());
        schema.Type("App").Scalar<string>("id", id => "gid://shopify/App/" + id).Scalar<string>("handle", _ => "integration-hub")
            .Scalar<string>("title", id => id switch { "580111" => "Online Store", "129785" => "Point of Sale", _ => "Integration Hub" });
        schema.Type("AccessScope").Scalar<string>("handle", s => s).Scalar<string>("description", s => s);
        schema.Type("ApiVersion").Scalar<string>("handle", v => v).Scalar<string>("displayName", v => v).Scalar<string>("supported", v => v != "unstable");
    }

    private static void Customer(GraphQlSchema schema)
    {
        schema.Connection("Customer");
        schema.Type<ShopifyCustomer>("Customer")
            .Scalar<ShopifyCustomer>("id", c => c.Gid).Scalar<ShopifyCustomer>("legacyResourceId", c => Digits(c.Id)).Scalar<ShopifyCustomer>("createdAt", c => c.CreatedAt)
            .Scalar<ShopifyCustomer>("updatedAt", c => c.UpdatedAt).Scalar<ShopifyCustomer>("firstName", c => c.FirstName).Scalar<ShopifyCustomer>("lastName", c => c.LastName)
            .Scalar<ShopifyCustomer>("displayName", c => c.DisplayName).Scalar<ShopifyCustomer>("state", _ => "DISABLED").Scalar<ShopifyCustomer>("tags", c => c.Tags)
            .Scalar<ShopifyCustomer>("note", c => c.Note).Scalar<ShopifyCustomer>("locale", c => c.Locale).Scalar<ShopifyCustomer>("verifiedEmail", c => c.VerifiedEmail)
            .Scalar<ShopifyCustomer>("taxExempt", _ => false).Scalar<ShopifyCustomer>("email", c => c.Email).Scalar<ShopifyCustomer>("phone", c => c.Phone)
            .Add<ShopifyCustomer>("numberOfOrders", null, (c, call) => Digits(call.Shop.State.OrdersOf(c.Id).Count()))
            .Add<ShopifyCustomer>("amountSpent", "MoneyV2", (c, call) => new ShopifyMoney(call.Shop.State.OrdersOf(c.Id).Sum(o => o.Basket.Total - o.Refunded), call.Shop.Currency))
            .Add<ShopifyCustomer>("lastOrder", "Order", (c, call) => call.Shop.State.OrdersOf(c.Id).LastOrDefault(), "read_orders")
            .Add<ShopifyCustomer>("orders", "OrderConnection", (c, call) => GraphQlPage.Of(
                [.. call.Shop.State.OrdersOf(c.Id)], o => Digits(o.Id), call), "read_orders", "first: Int", "after: String", "last: Int", "before: String", "reverse: Boolean", "sortKey: String", "query: String")
            .Object<ShopifyCustomer>("defaultEmailAddress", "CustomerEmailAddress", c => c.Email is null ? null : c)
            .Object<ShopifyCustomer>("defaultPhoneNumber", "CustomerPhoneNumber", c => c.Phone is null ? null : c)
            .Object<ShopifyCustomer>("defaultAddress", "MailingAddress", c => c.City is null ? null : c)
            .Add<ShopifyCustomer>("metafield", "Metafield", (c, call) => call.Shop.State.Metafields.GetValueOrDefault((c.Gid, call.TextOrNull("namespace") ?? "", call.Text("key"))), null, "namespace: String", "key: String!");
        schema.Type("CustomerEmailAddress").Scalar<ShopifyCustomer>("emailAddress", c => c.Email).Scalar<ShopifyCustomer>("marketingState", c => c.EmailConsent)
            .Scalar<ShopifyCustomer>("marketingOptInLevel", c => c.EmailOptIn).Scalar<ShopifyCustomer>("marketingUpdatedAt", c => c.EmailConsentAt).Scalar<ShopifyCustomer>("validFormat", _ => true);
        schema.Type("CustomerPhoneNumber").Scalar<ShopifyCustomer>("phoneNumber", c => c.Phone).Scalar<ShopifyCustomer>("marketingState", _ => "NOT_SUBSCRIBED")
            .Scalar<ShopifyCustomer>("marketingUpdatedAt", _ => null);
        schema.Type("MailingAddress").Scalar<ShopifyCustomer>("city", c => c.City).Scalar<ShopifyCustomer>("zip", c => c.Zip).Scalar<ShopifyCustomer>("countryCodeV2", _ => "DE")
            .Scalar<ShopifyCustomer>("country", _ => "Germany").Scalar<ShopifyCustomer>("firstName", c => c.FirstName).Scalar<ShopifyCustomer>("lastName", c => c.LastName)
            .Scalar<ShopifyCustomer>("name", c => c.DisplayName).Scalar<ShopifyCustomer>("company", _ => null).Scalar<ShopifyCustomer>("phone", c => c.Phone)
            .Scalar<ShopifyCustomer>("address1", _ => "Musterstrasse 1")
            .Scalar<ShopifyCustomer>("provinceCode", _ => null);
        schema.Type("Metafield").Scalar<ShopifyMetafield>("id", m => $"gid://shopify/Metafield/{m.Id}").Scalar<ShopifyMetafield>("namespace", m => m.Namespace)
            .Scalar<ShopifyMetafield>("key", m => m.Key).Scalar<ShopifyMetafield>("value", m => m.Value).Scalar<ShopifyMetafield>("type", m => m.Type)
            .Scalar<ShopifyMetafield>("compareDigest", m => m.Digest).Scalar<ShopifyMetafield>("updatedAt", m => m.UpdatedAt);
    }

    private static void Webhooks(GraphQlSchema schema)
    {
        schema.Connection("WebhookSubscription");
        schema.Type("WebhookSubscription").Scalar<WebhookSubscription>("id", s => s.Id).Scalar<WebhookSubscription>("topic", s => ShopifyTopics.EnumOf(s.Topic))
            .Scalar<WebhookSubscription>("uri", s => s.Address.ToString()).Scalar<WebhookSubscription>("format", _ => "JSON")
            .Scalar<WebhookSubscription>("filter", s => s.Settings.GetValueOrDefault("filter")).Scalar<WebhookSubscription>("name", s => s.Settings.GetValueOrDefault("name"))
            .Scalar<WebhookSubscription>("includeFields", s => s.Settings.GetValueOrDefault("includeFields")?.Split(',') ?? []).Scalar<WebhookSubscription>("metafieldNamespaces", _ => Array.Empty<string>())
            .Scalar<WebhookSubscription>("createdAt", s => s.CreatedAt).Scalar<WebhookSubscription>("updatedAt", s => s.UpdatedAt)
            .Add<WebhookSubscription>("apiVersion", "ApiVersion", (_, call) => call.Shop.WebhookVersion);
    }

    private static void Discounts(GraphQlSchema schema)
    {
        schema.Type("DiscountCodeNode").Scalar<ShopifyDiscount>("id", d => $"gid://shopify/DiscountCodeNode/{d.Id}").Object<ShopifyDiscount>("codeDiscount", "DiscountCode", d => d);
        schema.Type("DiscountCode", "DiscountCodeBasic");
        schema.Connection("DiscountRedeemCode");
        schema.Type("DiscountRedeemCode").Scalar<ShopifyDiscount>("id", d => $"gid://shopify/DiscountRedeemCode/{d.Id}").Scalar<ShopifyDiscount>("code", d => d.Code);
        schema.Type<ShopifyDiscount>("DiscountCodeBasic").Scalar<ShopifyDiscount>("title", d => d.Title).Scalar<ShopifyDiscount>("startsAt", d => d.StartsAt)
            .Scalar<ShopifyDiscount>("endsAt", d => d.EndsAt).Scalar<ShopifyDiscount>("usageLimit", d => d.UsageLimit).Scalar<ShopifyDiscount>("appliesOncePerCustomer", d => d.OncePerCustomer)
            .Scalar<ShopifyDiscount>("createdAt", d => d.CreatedAt)
            .Add<ShopifyDiscount>("status", null, (d, call) => d.StartsAt > call.Shop.World.Now ? "SCHEDULED" : d.EndsAt <= call.Shop.World.Now ? "EXPIRED" : "ACTIVE")
            .Add<ShopifyDiscount>("codes", "DiscountRedeemCodeConnection", (d, call) => GraphQlPage.Of([d], x => Digits(x.Id), call), null, "first: Int", "after: String");
    }

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);
}
