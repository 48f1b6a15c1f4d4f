using System.Text;
using IntegrationHub.Sandbox.Shopify.GraphQl;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The part of the Admin API's schema that the simulator serves, in the names and shapes of version 2026-04.</summary>
internal static class ShopifySchema
{
    private static readonly string[] _page = ["first: Int", "after: String", "last: Int", "before: String", "reverse: Boolean"];

    public static GraphQlSchema Build()
    {
        var schema = new GraphQlSchema();
        ShopifyTypes.Add(schema);
        ShopifyOrderTypes.Add(schema);
        ShopifyMutations.Add(schema);
        Queries(schema.Type("QueryRoot"));
        return schema;
    }

    /// <summary>The numeric part of a global id of that type; null when it is another type's.</summary>
    public static long? IdOf(string gid, string type)
    {
        var prefix = $"gid://shopify/{type}/";
        return gid.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(gid[prefix.Length..], out var id) ? id : null;
    }

    private static void Queries(GraphQlType root)
    {
        string[] search = [.. _page, "query: String", "sortKey: String"];
        root.Add<ShopifySimulator>("customers", "CustomerConnection", (_, c) => Customers(c), "read_customers", search)
            .Add<ShopifySimulator>("orders", "OrderConnection", (_, c) => Orders(c), "read_orders", search)
            .Add<ShopifySimulator>("customersCount", "Count", (_, c) => ShopifyCount.Of(Found(c, c.Shop.State.Customers.Values, (o, field) => CustomerField(c, o, field)).Count, c), "read_customers", "query: String", "limit: Int")
            .Add<ShopifySimulator>("ordersCount", "Count", (_, c) => ShopifyCount.Of(Found(c, VisibleOrders(c), OrderField).Count, c), "read_orders", "query: String", "limit: Int")
            .Add<ShopifySimulator>("abandonedCheckouts", "AbandonedCheckoutConnection", (_, c) => Checkouts(c), "read_orders", search)
            .Add<ShopifySimulator>("customer", "Customer", (_, c) => Customer(c, c.Text("id")), "read_customers", "id: ID!")
            .Add<ShopifySimulator>("order", "Order", (_, c) => IdOf(c.Text("id"), "Order") is { } id ? c.Shop.State.Orders.GetValueOrDefault(id) : null, "read_orders", "id: ID!")
            .Add<ShopifySimulator>("node", "Node", (_, c) => Node(c, c.Text("id")), null, "id: ID!")
            .Add<ShopifySimulator>("nodes", "Node", (_, c) => c.Texts("ids").Select(id => Node(c, id)).ToList(), null, "ids: [ID!]!")
            .Add<ShopifySimulator>("customerByIdentifier", "Customer", (_, c) => ByIdentifier(c), "read_customers", "identifier: CustomerIdentifierInput!")
            .Add<ShopifySimulator>("codeDiscountNodeByCode", "DiscountCodeNode", (_, c) => c.Shop.State.Discounts.GetValueOrDefault(c.Text("code")), "read_discounts", "code: String!")
            .Add<ShopifySimulator>("webhookSubscriptions", "WebhookSubscriptionConnection", (_, c) => Subscriptions(c), null, [.. _page, "query: String", "sortKey: String", "topics: [String!]"])
            .Add<ShopifySimulator>("webhookSubscription", "WebhookSubscription", (_, c) => ShopifyWebhookMutations.Own(c, c.Text("id")), null, "id: ID!")
            .Add<ShopifySimulator>("shop", "Shop", (_, c) => c.Shop)
            .Add<ShopifySimulator>("currentAppInstallation", "AppInstallation", (_, c) => c.Shop)
            .Add<ShopifySimulator>("publicApiVersions", "ApiVersion", (s, _) => s.Versions.Append("unstable").ToList());
    }

    private static GraphQlPage Customers(GraphQlCall call) => Search(call, call.Shop.State.Customers.Values, c => c.Id,
        key => c => key switch { "UPDATED_AT" => c.UpdatedAt.UtcTicks, "CREATED_AT" => c.CreatedAt.UtcTicks, _ => 0 },
        (c, field) => CustomerField(call, c, field));

    private static IReadOnlyList<object?>? CustomerField(GraphQlCall call, ShopifyCustomer c, string field) => field switch
    {
        "id" => [(decimal)c.Id],
        "updated_at" => [call.Shop.CustomersFilterByDay ? new DateTimeOffset(c.UpdatedAt.UtcDateTime.Date.AddDays(1).AddTicks(-1), TimeSpan.Zero) : c.UpdatedAt],
        "created_at" or "customer_date" => [c.CreatedAt],
        "email" => [c.Email],
        "phone" => [c.Phone],
        "tag" => [.. c.Tags],
        "first_name" => [c.FirstName],
        "last_name" => [c.LastName],
        "default" => [c.FirstName, c.LastName, c.Email],
        "orders_count" => [(decimal)call.Shop.State.OrdersOf(c.Id).Count()],
        _ => null,
    };

    private static IEnumerable<ShopifyOrder> VisibleOrders(GraphQlCall call)
    {
        var from = call.Shop.Scopes.Contains("read_all_orders") ? DateTimeOffset.MinValue : call.Shop.World.Now.AddDays(-60);
        return call.Shop.State.Orders.Values.Where(o => o.CreatedAt >= from);
    }

    private static GraphQlPage Orders(GraphQlCall call) => Search(call, VisibleOrders(call), o => o.Id,
        key => o => key switch { "UPDATED_AT" => o.UpdatedAt.UtcTicks, "ID" => 0, "ORDER_NUMBER" => o.Number, _ => o.CreatedAt.UtcTicks }, OrderField);

    private static IReadOnlyList<object?>? OrderField(ShopifyOrder o, string field) => field switch
    {
        "id" => [(decimal)o.Id],
        "updated_at" => [o.UpdatedAt],
        "created_at" or "processed_at" => [o.CreatedAt],
        "name" => [o.Name],
        "email" => [o.Basket.Email],
        "tag" => [.. o.Tags],
        "customer_id" => [(decimal?)o.CustomerId],
        "financial_status" => [o.Financial],
        "fulfillment_status" => [o.Fulfilment],
        "checkout_token" => [o.CheckoutToken],
        "cart_token" => [o.CartToken],
        "test" => ["false"],
        "status" => [o.CancelledAt is null ? "open" : "cancelled", "any"],
        _ => null,
    };

    private static GraphQlPage Checkouts(GraphQlCall call) => Search(call, call.Shop.State.Checkouts.Values, c => c.Id,
        key => c => key == "CREATED_AT" ? c.CreatedAt.UtcTicks : key is "UPDATED_AT"
            ? throw new GraphQlException("Argument 'sortKey' on Field 'abandonedCheckouts' has an invalid value (UPDATED_AT).", "argumentLiteralsIncompatible") : 0,
        (c, field) => field switch
        {
            "id" => [(decimal)c.Id],
            "updated_at" => [c.UpdatedAt],
            "created_at" => [c.CreatedAt],
            "status" => [c.CompletedAt is null ? "open" : "closed"],
            "recovery_state" => [c.CompletedAt is null ? "not_recovered" : "recovered"],
            _ => null,
        });

    private static GraphQlPage Subscriptions(GraphQlCall call)
    {
        var topics = call.Texts("topics");
        return GraphQlPage.Of(
            [.. call.Shop.World.Webhooks.Subscriptions("shopify", call.Shop.Name).Where(s => !s.Permanent && (topics.Count == 0 || topics.Contains(ShopifyTopics.EnumOf(s.Topic))))],
            s => Cursor(IdOf(s.Id, "WebhookSubscription") ?? 0, 0), call);
    }

    private static GraphQlPage Search<T>(
        GraphQlCall call, IEnumerable<T> all, Func<T, long> id, Func<string?, Func<T, long>> sort, Func<T, string, IReadOnlyList<object?>?> value)
        where T : class
    {
        var by = sort(call.TextOrNull("sortKey"));
        var found = Found(call, all, value).OrderBy(by).ThenBy(id).ToList();
        if ((bool?)call.Arguments["reverse"] == true)
        {
            found.Reverse();
        }

        return After(call, found, o => Cursor(id(o), by(o)), by, id);
    }

    private static List<T> Found<T>(GraphQlCall call, IEnumerable<T> all, Func<T, string, IReadOnlyList<object?>?> value)
    {
        var query = call.TextOrNull("query");
        var warned = new HashSet<string>(StringComparer.Ordinal);
        return all.Where(o => SearchQuery.Fits(query, field => value(o, field), true, field =>
        {
            if (warned.Add(field))
            {
                call.Warnings.Add(new JObject { ["query"] = query, ["warnings"] = new JArray(new JObject { ["field"] = field, ["message"] = "Invalid search field for this query.", ["code"] = "invalid_field" }) });
            }
        })).ToList();
    }

    /// <summary>Goes on behind the cursor's place also when its object has moved or gone since.</summary>
    private static GraphQlPage After<T>(GraphQlCall call, List<T> found, Func<T, string> cursor, Func<T, long> by, Func<T, long> id)
        where T : class
    {
        if (call.TextOrNull("after") is { } after)
        {
            if (Place(after) is not { } place)
            {
                throw new GraphQlException("Invalid cursor for current pagination sort.", "BAD_REQUEST");
            }

            var down = (bool?)call.Arguments["reverse"] == true ? -1 : 1;
            found = [.. found.SkipWhile(o => (by(o), id(o)).CompareTo((place.Value, place.Id)) * down <= 0)];
            call = call with { Arguments = new JObject(call.Arguments.Properties().Where(p => p.Name != "after")) };
        }

        return GraphQlPage.Of(found, cursor, call);
    }

    private static string Cursor(long id, long value) => Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"last_id":{{id}},"last_value":"{{value}}"}"""));

    private static (long Id, long Value)? Place(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var count) && WireJson.Parse(Encoding.UTF8.GetString(bytes, 0, count)) is JObject o
            ? ((long?)o["last_id"] ?? 0, (long?)o["last_value"] ?? 0) : null;
    }

    private static ShopifyCustomer? Customer(GraphQlCall call, string gid) => IdOf(gid, "Customer") is { } id ? call.Shop.State.Customers.GetValueOrDefault(id) : null;

    private static object? Node(GraphQlCall call, string gid) =>
        Customer(call, gid) as object ?? (IdOf(gid, "Order") is { } id ? call.Shop.State.Orders.GetValueOrDefault(id) : null);

    private static ShopifyCustomer? ByIdentifier(GraphQlCall call)
    {
        var identifier = call.Object("identifier");
        return (string?)identifier["id"] is { } gid ? Customer(call, gid)
            : (string?)identifier["emailAddress"] is { } email ? call.Shop.State.ByEmail(email)
            : (string?)identifier["phoneNumber"] is { } phone ? call.Shop.State.Customers.Values.FirstOrDefault(c => c.Phone == phone)
            : null;
    }
}
