using System.ComponentModel;
using Newtonsoft.Json;

namespace IntegrationHub.Hub.Configuration.Document;

/// <summary>A client as written.</summary>
public sealed class ClientDocument
{
    /// <summary>Id.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Id in addresses: lower-case letters, digits and hyphens.")]
    public string Id { get; set; } = "";

    /// <summary>Name.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("Name shown to people.")]
    public string Name { get; set; } = "";

    /// <summary>Time zone.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("IANA time zone, e.g. Europe/Berlin.")]
    public string TimeZone { get; set; } = "";

    /// <summary>Currency.</summary>
    [JsonProperty(Required = Required.Always)]
    [Description("ISO 4217, e.g. EUR.")]
    public string Currency { get; set; } = "";

    /// <summary>Locale.</summary>
    [Description("Language and region, e.g. de-DE. Default en-GB.")]
    public string? Locale { get; set; }

    /// <summary>Holidays.</summary>
    [Description("Days of rest as YYYY-MM-DD.")]
    public List<string> Holidays { get; set; } = [];

    /// <summary>Mapping file.</summary>
    [Description("Mapping file, relative to this file.")]
    public string? Mapping { get; set; }

    /// <summary>What a changed mapping file does.</summary>
    [Description("draft (default): a changed mapping file becomes a draft; publish: it is published.")]
    public string? Files { get; set; }

    /// <summary>Sample data.</summary>
    [Description("true for sample data: every page says so.")]
    public bool Sample { get; set; }

    /// <summary>Connections.</summary>
    [Description("Its tools, as far as they are not connected on the Connections page.")]
    public List<ConnectionDocument> Connections { get; set; } = [];
}
