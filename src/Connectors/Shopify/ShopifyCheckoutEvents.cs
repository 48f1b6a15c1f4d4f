using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Events of carts and checkouts.</summary>
internal static class ShopifyCheckoutEvents
{
    /// <summary>
    /// <c>checkouts/create</c> and <c>checkouts/update</c>. Without contact data it is somebody unknown who started; once an address appears, a person did: two facts, each once.
    /// </summary>
    internal static Normalised OfCheckout(ShopifyScope scope, JsonElement root)
    {
        var token = root.Text("token");
        if (token is null)
        {
            return Normalised.Unreadable("The checkout has no token.");
        }

        var person = ShopifyPerson.OfPurchase(root);
        var total = ShopifyOrderEvents.Money(scope, root, "total_price", "totalPriceSet");
        var at = person.IsKnown && scope.Envelope.Topic == "checkouts/update"
            ? root.Instant("updated_at", "created_at") ?? scope.Now
            : root.Instant("created_at") ?? scope.Now;
        return new()
        {
            Events = [scope.Event("checkout.started", person.IsKnown ? EventSubject.Person : EventSubject.Anonymous, at, "checkout", token, person.IsKnown ? "" : "anonymous",
                new ShopifyScope.Bag().Add("checkoutToken", token).Add("cartToken", root.Text("cart_token")).Add("items", ShopifyOrderEvents.Titles(root))
                    .Add("itemCount", ShopifyOrderEvents.Pieces(root)).Add("value", total?.Amount).Add("codes", ShopifyOrderEvents.Codes(root))
                    .Add("recoveryUrl", root.Text("abandoned_checkout_url")).Add("completedAt", root.Instant("completed_at")),
                token, person.Claims(scope), person.IsKnown ? person.Fields() : null, total, ShopifyOrderEvents.Source(root))],
        };
    }

    /// <summary><c>carts/create</c> and <c>carts/update</c>: always anonymous (https://shopify.dev/docs/api/webhooks, topic carts).</summary>
    internal static Normalised OfCart(ShopifyScope scope, JsonElement root)
    {
        var token = root.Text("token", "id");
        if (token is null)
        {
            return Normalised.Unreadable("The cart has no token.");
        }

        var at = root.Instant("updated_at", "created_at") ?? scope.Now;
        var lines = root.Get("line_items").Items().ToList();
        var value = lines.Count == 0 ? 0m : lines.Sum(line => line.Amount("line_price") ?? 0);
        var currency = lines.Select(line => line.Get("line_price_set").Get("shop_money").Text("currency_code")).FirstOrDefault(code => code is not null) ?? scope.Envelope.Connection.Currency;
        return new()
        {
            Events = [scope.Event("cart.updated", EventSubject.Anonymous, at, "cart", token, at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                new ShopifyScope.Bag().Add("token", token).Add("items", ShopifyOrderEvents.Titles(root)).Add("itemCount", ShopifyOrderEvents.Pieces(root)).Add("value", value),
                token, money: new Money(value, currency.ToUpperInvariant()))],
        };
    }
}
