using System.ComponentModel;
using Newtonsoft.Json;

namespace IntegrationHub.Hub.Configuration.Document;

/// <summary>The file <c>connectors.json</c> as written. Its schema (<c>connectors.schema.json</c>) is made from these classes.</summary>
public sealed class ConnectorsDocument
{
    /// <summary>Address of the schema, for editors.</summary>
    [JsonProperty("$schema")]
    public string? Schema { get; set; }

    /// <summary>Address under which the vendors reach the hub.</summary>
    [Description("Address under which the vendors reach the hub, e.g. https://hub.example.com. Leave it out when there is none: then everything is polled.")]
    public string? PublicUrl { get; set; }

    /// <summary>Where the hub listens.</summary>
    [Description("Where the hub listens; loopback only. Default http://127.0.0.1:5080.")]
    public string? Listen { get; set; }

    /// <summary>Folder of the store.</summary>
    [Description("Folder of the store, relative to this file. Default ./data.")]
    public string? Data { get; set; }

    /// <summary>Key of stored secrets by reference.</summary>
    [Description("Reference of the key (32 bytes as base64) that encrypts stored logins. Without it the hub makes hub.key in the data folder.")]
    public string? SecretKey { get; set; }

    /// <summary>The key before the last change, by reference.</summary>
    [Description("Reference of the key before the last change: at the next start everything is encrypted anew.")]
    public string? PreviousSecretKey { get; set; }

    /// <summary>Apps at vendors.</summary>
    [Description("The operator's own apps at the vendors, through which people sign in; one a connector.")]
    public List<AppDocument> Apps { get; set; } = [];

    /// <summary>Logins at vendors.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Logins at vendors, with their credentials by reference.")]
    public List<GrantDocument> Grants { get; set; } = [];

    /// <summary>Businesses.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Businesses whose tools are connected.")]
    public List<ClientDocument> Clients { get; set; } = [];
}
