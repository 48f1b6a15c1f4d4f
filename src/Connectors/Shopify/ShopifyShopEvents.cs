using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Privacy requests and changes of the connection itself.</summary>
internal static class ShopifyShopEvents
{
    private static readonly TimeSpan PrivacyTerm = TimeSpan.FromDays(30);

    /// <summary>The compliance topics, <c>app/uninstalled</c> and <c>app/scopes_update</c>.</summary>
    internal static Normalised Of(ShopifyScope scope, JsonElement root, string topic)
    {
        if (ShopifyShopMarks.Missing(topic, root) is { } missing)
        {
            return Normalised.Unreadable(missing);
        }

        if (ShopifyShopMarks.Shop(root) is { } shop && !shop.Equals(scope.Envelope.Connection.Thing, StringComparison.OrdinalIgnoreCase))
        {
            return Normalised.Unreadable($"The signed body names the shop {shop}, not {scope.Envelope.Connection.Thing}.");
        }

        return topic switch
        {
            "app/uninstalled" => new() { Change = new("revoked", "The app was removed in the shop; its token no longer works. Install it again and reconnect.") },
            "shop/redact" => new() { Change = new("revoked", "Shopify asks to erase this shop's data, 48 hours after the app was removed. Erase the connection's data.") },
            "app/scopes_update" => new() { Change = new("needs-attention", "The permissions of the app were changed in the shop. Run the connection check.") },
            "customers/data_request" => Request(scope, root, "privacy.data.requested", root.Get("data_request").Digits("id") ?? ""),
            _ => Request(scope, root, "privacy.erasure.requested", ""),
        };
    }

    private static Normalised Request(ShopifyScope scope, JsonElement root, string name, string marker)
    {
        var person = ShopifyPerson.Read(root.Get("customer"));
        return !person.IsKnown
            ? Normalised.Unreadable("The request names nobody.")
            : new()
            {
                Events = [scope.Event(name, EventSubject.Person, scope.Now, "customer", person.Id ?? ShopifyScope.Hash(person.Email, person.Phone), marker,
                    new ShopifyScope.Bag().Add("dueAt", scope.Envelope.ReceivedAt + PrivacyTerm).Add("tool", ShopifyConnector.ConnectorId), identities: person.Claims(scope))],
            };
    }
}
