using System.ComponentModel;
using Newtonsoft.Json;

namespace IntegrationHub.Hub.Configuration.Document;

/// <summary>A connection as written.</summary>
public sealed class ConnectionDocument
{
    /// <summary>Id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Id within the client, part of the webhook address.")]
    public string Id { get; set; } = "";

    /// <summary>Grant id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Id of the grant through which it is reached.")]
    public string Grant { get; set; } = "";

    /// <summary>Role.</summary>
    [Description("shop, mail, crm or reviews; the connector's own when left out.")]
    public string? Role { get; set; }

    /// <summary>Primary.</summary>
    [Description("true for the one that stands for its role; needed only where a role has several.")]
    public bool Primary { get; set; }

    /// <summary>Thing.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Shop domain, audience id, portal id or location name.")]
    public string Thing { get; set; } = "";

    /// <summary>Streams.</summary>
    [Description("Streams to poll; all of the connector's when left out.")]
    public List<string>? Streams { get; set; }

    /// <summary>Settings in the clear.</summary>
    [Description("Settings of this connection that are no secrets, by name (a webhook in: preset, event, email …).")]
    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>Webhook secret of its own.</summary>
    [Description("Reference of this connection's own webhook secret (a Mailchimp audience's signing secret).")]
    public string? WebhookSecret { get; set; }

    /// <summary>Secret in the address.</summary>
    [Description("Reference of the last segment of its webhook address (Mailchimp).")]
    public string? AddressSecret { get; set; }
}
