using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>From one envelope's bytes to events. Pure; never throws.</summary>
internal static class ShopifyNormaliser
{
    /// <summary>What the envelope says, or why it cannot be read.</summary>
    internal static Normalised Normalise(EnvelopeContent envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope.Bytes, JsonReading.Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? Map(new ShopifyScope(envelope), document.RootElement, envelope.Topic)
                : Normalised.Unreadable("The body is no JSON object.");
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("The body is no readable JSON: " + JsonReading.CleanText(fault.Message));
        }
    }

    private static Normalised Map(ShopifyScope scope, JsonElement root, string topic) => topic switch
    {
        "customers/create" => ShopifyCustomerEvents.OfRecord(scope, root, created: true),
        "customers/update" or "customers/enable" or "customers/disable" => ShopifyCustomerEvents.OfRecord(scope, root, created: false),
        "customers/delete" => ShopifyCustomerEvents.OfDelete(scope, root),
        "customers/merge" => ShopifyCustomerEvents.OfMerge(scope, root),
        "customer.tags_added" => ShopifyCustomerEvents.OfTags(scope, root, added: true),
        "customer.tags_removed" => ShopifyCustomerEvents.OfTags(scope, root, added: false),
        "customer.joined_segment" => ShopifyCustomerEvents.OfSegment(scope, root, joined: true),
        "customer.left_segment" => ShopifyCustomerEvents.OfSegment(scope, root, joined: false),
        "customers_email_marketing_consent/update" => ShopifyCustomerEvents.OfConsent(scope, root, "email"),
        "customers_marketing_consent/update" => ShopifyCustomerEvents.OfConsent(scope, root, "sms"),
        "orders/create" or "orders/paid" or "orders/updated" or "orders/cancelled" or "orders/fulfilled" or "orders/partially_fulfilled" or "stream:orders" =>
            ShopifyOrderEvents.OfOrder(scope, root, topic),
        "orders/edited" => ShopifyOrderEvents.OfEdit(scope, root),
        "orders/delete" => Normalised.NotMapped("The shop deleted the order's record; what happened stays in the journal."),
        "refunds/create" => ShopifyOrderEvents.OfRefund(scope, root),
        "fulfillments/create" or "fulfillments/update" => ShopifyOrderEvents.OfFulfilment(scope, root),
        "fulfillment_events/create" => ShopifyOrderEvents.OfFulfilmentEvent(scope, root),
        "checkouts/create" or "checkouts/update" => ShopifyCheckoutEvents.OfCheckout(scope, root),
        "checkouts/delete" => Normalised.NotMapped("A deleted checkout says nothing about the person."),
        "carts/create" or "carts/update" => ShopifyCheckoutEvents.OfCart(scope, root),
        "app/uninstalled" or "app/scopes_update" or "shop/redact" or "customers/data_request" or "customers/redact" => ShopifyShopEvents.Of(scope, root, topic),
        "stream:customers" => ShopifyCustomerEvents.OfPoll(scope, root),
        _ => Normalised.NotMapped($"Nothing is made of the topic {topic}."),
    };
}
