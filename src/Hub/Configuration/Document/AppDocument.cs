using System.ComponentModel;
using Newtonsoft.Json;

namespace IntegrationHub.Hub.Configuration.Document;

/// <summary>The operator's app at a vendor as written.</summary>
public sealed class AppDocument
{
    /// <summary>Connector id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("shopify, mailchimp, hubspot or google-business-profile; one app each.")]
    public string Connector { get; set; } = "";

    /// <summary>The app's id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Client id of the app, as the vendor shows it.")]
    public string ClientId { get; set; } = "";

    /// <summary>The app's secret by reference.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Reference of the app's client secret: env:NAME or file:PATH.")]
    public string ClientSecret { get; set; } = "";

    /// <summary>The secret before the last change, by reference.</summary>
    [Description("Reference of the client secret before the last change, while webhooks may still be signed with it.")]
    public string? PreviousClientSecret { get; set; }

    /// <summary>Day of the application for API access.</summary>
    [Description("Day on which API access was applied for, e.g. 2026-11-02 (Google).")]
    public string? Applied { get; set; }

    /// <summary>Where the browser goes.</summary>
    [Description("Sign-in page; leave it out for the vendor's own.")]
    public string? AuthorizeUrl { get; set; }

    /// <summary>Token address.</summary>
    [Description("Token address; leave it out for the vendor's own.")]
    public string? TokenUrl { get; set; }

    /// <summary>Vendor address.</summary>
    [Description("Where the vendor is called; leave it out for the vendor's own address.")]
    public string? BaseUrl { get; set; }

    /// <summary>Settings in the clear.</summary>
    [Description("Settings that every login of this app gets, by name (Google: audience, serviceAccount, topic, jwksUrl).")]
    public Dictionary<string, string> Settings { get; set; } = [];
}
