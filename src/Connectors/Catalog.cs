using System.Collections.Frozen;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors;

/// <summary>All connectors; a new one is a line here.</summary>
public static class Catalog
{
    private static readonly IConnector[] Registered =
    [
        new Mailchimp.MailchimpConnector(),
        new GoogleBusinessProfile.GoogleBusinessProfileConnector(),
        new HubSpot.HubSpotConnector(),
        new Shopify.ShopifyConnector(),
        new WebhookIn.WebhookInConnector(),
        new WebhookOut.WebhookOutConnector(),
    ];

    /// <summary>Connectors by id. Two of one id fail at start.</summary>
    public static FrozenDictionary<string, IConnector> All { get; } = Registered.ToFrozenDictionary(c => c.Info.Id, StringComparer.Ordinal);
}
