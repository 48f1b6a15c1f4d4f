using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Events of an order. A body is the order's whole state, whatever its topic, so each gives every fact that the state implies; equal natural keys make one event of them.
/// </summary>
internal static class ShopifyOrderEvents
{
    /// <summary>An order body or a node of the <c>orders</c> stream.</summary>
    /// <param name="scope">The envelope.</param>
    /// <param name="root">The order.</param>
    /// <param name="topic">The webhook's topic, which may state more than the body (paid, fulfilled).</param>
    internal static Normalised OfOrder(ShopifyScope scope, JsonElement root, string topic)
    {
        var id = root.Digits("admin_graphql_api_id", "legacyResourceId", "id");
        if (id is null)
        {
            return Normalised.Unreadable("The order has no id.");
        }

        var person = ShopifyPerson.OfPurchase(root);
        var claims = person.Claims(scope).Add(scope.Claim("order", id));
        var total = Money(scope, root, "total_price", "totalPriceSet");
        var placedAt = root.Instant("created_at", "createdAt") ?? scope.Now;
        var events = ImmutableArray.CreateBuilder<NormalisedEvent>();
        events.Add(Placed(scope, root, id, person, claims, total, placedAt));
        if (Channel(root) == "pos")
        {
            events.Add(scope.Event("store.visited", EventSubject.Person, root.Instant("processed_at", "processedAt") ?? placedAt, "order", id, "",
                new ShopifyScope.Bag().Add("place", root.Digits("location_id")).Add("by", "order at the till").Add("orderId", id), id, claims));
        }

        var financial = root.Text("financial_status", "displayFinancialStatus")?.ToLowerInvariant();
        if (topic == "orders/paid" || financial is "paid" or "partially_refunded" or "refunded")
        {
            var paidAt = topic == "orders/paid" ? scope.Now : root.Instant("processed_at", "processedAt") ?? placedAt;
            events.Add(scope.Event("order.paid", EventSubject.Person, paidAt, "order", id, "",
                Common(root, id).Add("value", total?.Amount).Add("method", Methods(root).FirstOrDefault()).Add("channel", Channel(root)), id, claims, money: total));
        }

        events.AddRange(Fulfilments(scope, root, id, claims, topic));
        events.AddRange(root.Get("refunds").Items().Select(refund => Refunded(scope, refund, id, claims, total?.Currency)).OfType<NormalisedEvent>());
        DateTimeOffset? cancelled = root.Instant("cancelled_at", "cancelledAt") ?? (topic == "orders/cancelled" ? scope.Now : null);
        if (cancelled is { } cancelledAt)
        {
            var reason = root.Text("cancel_reason", "cancelReason")?.ToLowerInvariant();
            events.Add(scope.Event("order.cancelled", EventSubject.Person, cancelledAt, "order", id, "",
                Common(root, id).Add("reason", reason).Add("who", reason switch { "customer" => "customer", null => null, _ => "shop" }).Add("value", total?.Amount), id, claims, money: total));
        }

        return new() { Events = events.ToImmutable() };
    }

    /// <summary><c>orders/edited</c>: what was added and taken out; it names the order only by id.</summary>
    internal static Normalised OfEdit(ShopifyScope scope, JsonElement root)
    {
        var edit = root.Get("order_edit");
        var order = edit.Digits("order_id");
        var id = edit.Digits("id");
        if (order is null || id is null)
        {
            return Normalised.Unreadable("The edit does not name itself and its order.");
        }

        var lines = edit.Get("line_items");
        var added = lines.Get("additions").Items().Sum(line => line.Amount("delta") ?? 0);
        var removed = lines.Get("removals").Items().Sum(line => line.Amount("delta") ?? 0);
        return new()
        {
            Events = [scope.Event("order.changed", EventSubject.Person, edit.Instant("committed_at", "created_at") ?? scope.Now, "order", order, id,
                new ShopifyScope.Bag().Add("orderId", order).Add("what", "items").Add("itemsAdded", added).Add("itemsRemoved", removed).Add("note", edit.Text("staff_note")), order,
                [scope.Claim("order", order)])],
        };
    }

    /// <summary><c>refunds/create</c>.</summary>
    internal static Normalised OfRefund(ShopifyScope scope, JsonElement root)
    {
        var order = root.Digits("order_id");
        if (order is null)
        {
            return Normalised.Unreadable("The refund names no order.");
        }

        var made = Refunded(scope, root, order, [scope.Claim("order", order)], null);
        return made is null ? Normalised.Unreadable("The refund has no id.") : new() { Events = [made] };
    }

    /// <summary><c>fulfillments/create</c> and <c>fulfillments/update</c>.</summary>
    internal static Normalised OfFulfilment(ShopifyScope scope, JsonElement root)
    {
        var order = root.Digits("order_id");
        if (order is null || root.Digits("admin_graphql_api_id", "id") is null)
        {
            return Normalised.Unreadable("The fulfilment does not name itself and its order.");
        }

        var claims = ImmutableArray.Create(scope.Claim("order", order));
        if (root.Text("email") is { } email)
        {
            claims = claims.Add(IdentityClaim.Email(email, false));
        }

        var events = Fulfilment(scope, root, order, claims, null).ToImmutableArray();
        return events.IsEmpty ? Normalised.NotMapped($"The fulfilment is \"{root.Text("status")}\": nothing left the house.") : new() { Events = events };
    }

    /// <summary><c>fulfillment_events/create</c>: ready for pick-up, collected and delivered are journey facts, the steps between are not.</summary>
    internal static Normalised OfFulfilmentEvent(ShopifyScope scope, JsonElement root)
    {
        var order = root.Digits("order_id");
        if (order is null)
        {
            return Normalised.Unreadable("The fulfilment event names no order.");
        }

        var status = root.Text("status");
        var name = status?.ToLowerInvariant() switch { "delivered" => "order.delivered", "ready_for_pickup" => "order.ready", "picked_up" => "order.fulfilled", _ => null };
        return name is null
            ? Normalised.NotMapped($"The status \"{status}\" is a step on the way.")
            : new()
            {
                Events = [scope.Event(name, EventSubject.Person, root.Instant("happened_at", "created_at") ?? scope.Now, "order", order, (root.Digits("fulfillment_id") ?? "") + (name == "order.fulfilled" ? ":collected" : ""),
                    new ShopifyScope.Bag().Add("orderId", order).Add("status", status), order, [scope.Claim("order", order)])],
            };
    }

    /// <summary>The money of a set or of a plain amount with the body's currency.</summary>
    internal static Money? Money(ShopifyScope scope, JsonElement root, string plain, string set)
    {
        var shop = root.Get(set).Get("shopMoney", "shop_money");
        var amount = shop.Amount("amount") ?? root.Amount(plain);
        var currency = shop.Text("currencyCode", "currency_code") ?? root.Text("currency", "currencyCode") ?? scope.Envelope.Connection.Currency;
        return amount is null ? null : new Money(amount.Value, currency.ToUpperInvariant());
    }

    /// <summary>Titles of the lines.</summary>
    internal static List<string> Titles(JsonElement root) => [.. Lines(root).Select(line => line.Text("title", "name", "presentment_title")).OfType<string>().Take(100)];

    /// <summary>Pieces over all lines.</summary>
    internal static decimal Pieces(JsonElement root) => Lines(root).Sum(line => line.Amount("quantity") ?? 0);

    /// <summary>Codes typed in: objects in webhooks, texts in GraphQL.</summary>
    internal static List<string> Codes(JsonElement root) =>
        [.. root.Get("discount_codes", "discountCodes").Items().Select(code => code.ValueKind is JsonValueKind.String ? code.Text() : code.Text("code")).OfType<string>()];

    /// <summary>Where the person came from.</summary>
    internal static EventSource? Source(JsonElement root)
    {
        var visit = root.Get("customerJourneySummary").Get("lastVisit", "firstVisit");
        if (visit.ValueKind is JsonValueKind.Object)
        {
            var utm = visit.Get("utmParameters");
            return CampaignSource.Of(visit.Text("landingPage"), visit.Text("referrerUrl"), null, utm.Text("source"), utm.Text("medium"), utm.Text("campaign"), utm.Text("content"), utm.Text("term"));
        }

        return CampaignSource.From(root.Text("landing_site"), root.Text("referring_site"), root.Get("client_details").Text("user_agent"));
    }

    private static NormalisedEvent Placed(
        ShopifyScope scope, JsonElement root, string id, ShopifyPerson person, ImmutableArray<IdentityClaim> claims, Money? total, DateTimeOffset at) =>
        scope.Event("order.placed", EventSubject.Person, at, "order", id, "",
            Common(root, id)
                .Add("items", Titles(root)).Add("itemCount", Pieces(root)).Add("value", total?.Amount).Add("codes", Codes(root)).Add("channel", Channel(root))
                .Add("nth", Nth(root)).Add("checkoutToken", root.Text("checkout_token", "checkoutToken")).Add("cartToken", root.Text("cart_token", "cartToken"))
                .Add("skus", [.. Lines(root).Select(line => line.Text("sku")).OfType<string>()]).Add("discount", root.Amount("total_discounts"))
                .Add("pickUp", PickUp(root)).Add("note", root.Text("note")).Add("test", root.Flag("test")),
            id, claims, person.Fields(), total, Source(root));

    private static ShopifyScope.Bag Common(JsonElement root, string id) => new ShopifyScope.Bag().Add("orderId", id).Add("orderName", root.Text("name"));

    private static IEnumerable<JsonElement> Lines(JsonElement root)
    {
        var lines = root.Get("line_items", "lineItems");
        return lines.ValueKind is JsonValueKind.Object ? lines.Get("nodes").Items() : lines.Items();
    }

    private static IEnumerable<string> Methods(JsonElement root) => root.Get("payment_gateway_names", "paymentGatewayNames").Items().Select(item => item.Text()).OfType<string>();

    private static decimal? Nth(JsonElement root) =>
        (root.Get("customerJourneySummary").Amount("customerOrderIndex") ?? root.Get("customer").Amount("orders_count")) is { } nth and > 0 ? nth : null;

    private static string Channel(JsonElement root) => root.Text("source_name", "sourceName")?.ToLowerInvariant() switch
    {
        null or "web" => "web",
        "pos" => "pos",
        "shopify_draft_order" => "draft",
        var other => other,
    };

    private static bool? PickUp(JsonElement root)
    {
        var lines = root.Get("shipping_lines");
        return lines.ValueKind is JsonValueKind.Array
            ? lines.EnumerateArray().Any(line => (line.Text("code") + " " + line.Text("title") + " " + line.Text("source")).Contains("pick", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static List<NormalisedEvent> Fulfilments(ShopifyScope scope, JsonElement root, string order, ImmutableArray<IdentityClaim> claims, string topic)
    {
        var state = root.Text("fulfillment_status", "displayFulfillmentStatus")?.ToLowerInvariant();
        var part = topic == "orders/fulfilled" || state == "fulfilled" ? "whole" : topic == "orders/partially_fulfilled" || state is "partial" or "partially_fulfilled" ? "part" : null;
        var listed = root.Get("fulfillments").Items().SelectMany(item => Fulfilment(scope, item, order, claims, part)).ToList();
        if (part is not null && !listed.Exists(item => item.Event.Name == "order.fulfilled"))
        {
            var stated = topic is "orders/fulfilled" or "orders/partially_fulfilled";
            listed.Add(scope.Event("order.fulfilled", EventSubject.Person, stated ? scope.Now : root.Instant("updated_at", "updatedAt") ?? scope.Now, "order", order, "", Common(root, order).Add("part", part), order, claims));
        }

        return listed;
    }

    private static IEnumerable<NormalisedEvent> Fulfilment(ShopifyScope scope, JsonElement item, string order, ImmutableArray<IdentityClaim> claims, string? part)
    {
        var id = item.Digits("admin_graphql_api_id", "legacyResourceId", "id");
        if (id is null || item.Text("status")?.ToLowerInvariant() is "cancelled" or "error" or "failure")
        {
            yield break;
        }

        var tracking = item.Get("trackingInfo").Items().FirstOrDefault();
        yield return scope.Event("order.fulfilled", EventSubject.Person, item.Instant("created_at", "createdAt") ?? scope.Now, "order", order, id,
            new ShopifyScope.Bag().Add("orderId", order).Add("fulfilmentId", id).Add("part", part)
                .Add("tracking", item.Text("tracking_number") ?? tracking.Text("number")).Add("carrier", item.Text("tracking_company") ?? tracking.Text("company")),
            order, claims);
        var shipment = item.Text("shipment_status", "displayStatus")?.ToLowerInvariant();
        if (shipment == "delivered")
        {
            yield return scope.Event("order.delivered", EventSubject.Person, item.Instant("deliveredAt", "updated_at", "updatedAt") ?? scope.Now, "order", order, id,
                new ShopifyScope.Bag().Add("orderId", order).Add("status", shipment), order, claims);
        }
        else if (shipment == "ready_for_pickup")
        {
            yield return scope.Event("order.ready", EventSubject.Person, item.Instant("updated_at", "updatedAt") ?? scope.Now, "order", order, id,
                new ShopifyScope.Bag().Add("orderId", order).Add("status", shipment), order, claims);
        }
    }

    private static NormalisedEvent? Refunded(ShopifyScope scope, JsonElement refund, string order, ImmutableArray<IdentityClaim> claims, string? currency)
    {
        var id = refund.Digits("admin_graphql_api_id", "legacyResourceId", "id");
        if (id is null)
        {
            return null;
        }

        var set = refund.Get("totalRefundedSet").Get("shopMoney");
        var paidBack = refund.Get("transactions").Items()
            .Where(item => item.Text("kind")?.ToLowerInvariant() == "refund" && item.Text("status")?.ToLowerInvariant() is null or "success").ToList();
        var lines = refund.Get("refund_line_items").Items().ToList();
        var amount = set.Amount("amount")
            ?? (paidBack.Count > 0
                ? paidBack.Sum(item => item.Amount("amount") ?? 0)
                : lines.Sum(line => (line.Amount("subtotal") ?? 0) + (line.Amount("total_tax") ?? 0)) - refund.Get("order_adjustments").Items().Sum(item => item.Amount("amount") ?? 0));
        var code = set.Text("currencyCode")
            ?? paidBack.Select(item => item.Text("currency")).FirstOrDefault(text => text is not null)
            ?? lines.Select(line => line.Get("subtotal_set").Get("shop_money").Text("currency_code")).FirstOrDefault(text => text is not null)
            ?? currency ?? scope.Envelope.Connection.Currency;
        var titles = lines.Select(line => line.Get("line_item").Text("title", "name")).OfType<string>().Take(100).ToList();
        var money = new Money(amount, code.ToUpperInvariant());
        return scope.Event("order.refunded", EventSubject.Person, refund.Instant("processed_at", "processedAt", "created_at", "createdAt") ?? scope.Now, "order", order, id,
            new ShopifyScope.Bag().Add("orderId", order).Add("refundId", id).Add("amount", money.Amount).Add("reason", refund.Text("note")).Add("items", titles), order, claims, money: money);
    }
}
