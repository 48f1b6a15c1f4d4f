using System.ComponentModel;
using Newtonsoft.Json;

namespace IntegrationHub.Hub.Configuration.Document;

/// <summary>A grant as written.</summary>
public sealed class GrantDocument
{
    /// <summary>Id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Id of this login; connections name it.")]
    public string Id { get; set; } = "";

    /// <summary>Connector id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("shopify, mailchimp, hubspot or google-business-profile.")]
    public string Connector { get; set; } = "";

    /// <summary>Vendor address.</summary>
    [Description("Where the vendor is called; leave it out for the vendor's own address.")]
    public string? BaseUrl { get; set; }

    /// <summary>Credentials by reference.</summary>
    [Description("Credentials by name, each a reference: env:NAME or file:PATH.")]
    public Dictionary<string, string> Credentials { get; set; } = [];

    /// <summary>Settings in the clear.</summary>
    [Description("Settings that are no secrets, by name.")]
    public Dictionary<string, string> Settings { get; set; } = [];
}
