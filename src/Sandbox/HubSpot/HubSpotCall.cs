using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>One authorised API call as the endpoints see it.</summary>
internal sealed record HubSpotCall(HubSpotSimulator Hub, HttpContext Http, HubSpotGrant Grant, HubSpotActor By, string RequestId, JToken? Json)
{
    public HubSpotCrm Crm => Hub.Crm;

    public HubSpotTypes Type => HubSpotTypes.Of(Route("type"));

    public JObject Body => Json as JObject ?? throw HubSpotRefusalException.Invalid("Invalid input JSON: an object is expected");

    public JArray Items => Json as JArray ?? throw HubSpotRefusalException.Invalid("Invalid input JSON: an array is expected");

    public string Route(string name) => Http.GetRouteValue(name)?.ToString() ?? "";

    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault();

    /// <summary>A list in the query: given several times, or joined by commas.</summary>
    public IReadOnlyList<string> QueryList(string name) =>
        [.. Http.Request.Query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>The page size asked for, refused above the limit.</summary>
    public int Limit(int standard, int most)
    {
        if (Query("limit") is not { } text) return standard;
        return int.TryParse(text, out var n) && n >= 1 && n <= most ? n : throw HubSpotRefusalException.Invalid($"limit must be between 1 and {most}");
    }

    public static Dictionary<string, string?> Properties(JToken? json)
    {
        if (json is not JObject given) throw HubSpotRefusalException.Invalid("Invalid input JSON: properties is required");
        return given.Properties().ToDictionary(p => p.Name, p => p.Value.Type == JTokenType.Null ? null : p.Value.Type == JTokenType.Boolean ? p.Value.ToString().ToLowerInvariant() : p.Value.ToString());
    }

    public void RefuseWhenLocked(HubSpotObject o)
    {
        if (Hub.Switches.Locked.Contains(o.Type + "/" + o.IdText)) throw new HubSpotRefusalException(423, "LOCKED", "The resource is locked by another operation. Wait and try again.");
    }
}
