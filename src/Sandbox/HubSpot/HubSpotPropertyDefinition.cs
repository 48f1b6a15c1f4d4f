using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A property an object type has.</summary>
/// <param name="Name">Internal name.</param>
/// <param name="Type">string, number, date, datetime, enumeration or bool.</param>
/// <param name="FieldType">text, textarea, select, checkbox (several values, <c>;</c>-joined), date, number.</param>
/// <param name="Options">Allowed values of an enumeration; values are never made on the fly.</param>
/// <param name="ReadOnly">True for calculated and system properties: a write is refused.</param>
/// <param name="HasUniqueValue">True when usable as <c>idProperty</c>.</param>
public sealed record HubSpotPropertyDefinition(
    string Name,
    string Type = "string",
    string FieldType = "text",
    IReadOnlyList<string>? Options = null,
    bool ReadOnly = false,
    bool HasUniqueValue = false)
{
    /// <summary>What people see.</summary>
    public string Label { get; init; } = Name;

    /// <summary>The group it is shown in.</summary>
    public string GroupName { get; init; } = "contactinformation";

    /// <summary>Made by the account or an app, not by HubSpot.</summary>
    public bool Custom { get; init; }

    internal bool IsMultiCheckbox => Type == "enumeration" && FieldType == "checkbox";

    internal JObject ToJson() => new()
    {
        ["name"] = Name,
        ["label"] = Label,
        ["type"] = Type,
        ["fieldType"] = FieldType,
        ["groupName"] = GroupName,
        ["options"] = new JArray((Options ?? []).Select((o, i) => new JObject
        {
            ["label"] = o, ["value"] = o, ["displayOrder"] = i, ["hidden"] = false,
        })),
        ["hasUniqueValue"] = HasUniqueValue,
        ["hidden"] = false,
        ["hubspotDefined"] = !Custom,
        ["archived"] = false,
        ["modificationMetadata"] = new JObject { ["archivable"] = Custom, ["readOnlyDefinition"] = !Custom, ["readOnlyValue"] = ReadOnly },
    };
}
