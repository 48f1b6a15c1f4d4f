using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Properties, pipelines and owners.</summary>
internal static class HubSpotSchemaEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v3"];
        all.Add("GET", "/crm/properties", "/{type}", c => new(200, new JObject { ["results"] = new JArray(c.Crm.Definitions(c.Type).Select(d => d.ToJson())) }), legacy);
        all.Add("POST", "/crm/properties", "/{type}", Create, legacy, _ => "crm.schemas.contacts.write");
        all.Add("GET", "/crm/properties", "/{type}/{name}", c => new(200, Definition(c).ToJson()), legacy);
        all.Add("PATCH", "/crm/properties", "/{type}/{name}", Update, legacy, _ => "crm.schemas.contacts.write");
        all.Add("GET", "/crm/pipelines", "/{type}", c => new(200, new JObject { ["results"] = new JArray(Pipelines(c).Select(p => p.ToJson())) }), legacy);
        all.Add("GET", "/crm/pipelines", "/{type}/{id}", c => new(200, (Pipelines(c).FirstOrDefault(p => p.Id == c.Route("id")) ?? throw HubSpotRefusalException.NotFound()).ToJson()), legacy);
        all.Add("GET", "/crm/owners", "", Owners, legacy, _ => "crm.objects.owners.read");
    }

    private static HubSpotPropertyDefinition Definition(HubSpotCall call) =>
        call.Crm.Definition(call.Type, call.Route("name")) ?? throw HubSpotRefusalException.NotFound($"Property {call.Route("name")} does not exist");

    private static List<HubSpotPipeline> Pipelines(HubSpotCall call) => call.Crm.Pipelines.GetValueOrDefault(call.Type.Plural) ?? [];

    private static HubSpotAnswer Create(HubSpotCall call)
    {
        string Needed(string field) => (string?)call.Body[field] is { Length: > 0 } value ? value : throw HubSpotRefusalException.Invalid($"{field} is required");
        var name = Needed("name");
        if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')) throw HubSpotRefusalException.Invalid($"{name} is not a valid property name");
        if (call.Crm.Definition(call.Type, name) is not null)
        {
            throw new HubSpotRefusalException(409, "CONFLICT", $"A property named '{name}' already exists.", subCategory: "Properties.PROPERTY_EXISTS");
        }

        var definition = new HubSpotPropertyDefinition(name, Needed("type"), Needed("fieldType"), Options(call.Body["options"]), false, (bool?)call.Body["hasUniqueValue"] ?? false)
        {
            Label = Needed("label"), GroupName = Needed("groupName"), Custom = true,
        };
        call.Crm.Define(call.Type, definition, call.By, "create", call.RequestId);
        return new HubSpotAnswer(201, definition.ToJson());
    }

    // The option list is replaced as a whole: leaving an option out takes it away.
    private static HubSpotAnswer Update(HubSpotCall call)
    {
        var definition = Definition(call);
        var changed = definition with { Label = (string?)call.Body["label"] ?? definition.Label, Options = call.Body["options"] is { } options ? Options(options) : definition.Options };
        call.Crm.Define(call.Type, changed, call.By, "update", call.RequestId);
        return new HubSpotAnswer(200, changed.ToJson());
    }

    private static List<string>? Options(JToken? json) => (json as JArray)?.Select(o => (string?)o["value"] ?? throw HubSpotRefusalException.Invalid("options[].value is required")).ToList();

    private static HubSpotAnswer Owners(HubSpotCall call)
    {
        var limit = call.Limit(100, 500);
        var after = long.TryParse(call.Query("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var found = call.Hub.Owners.Where(o => o.Id > after && (call.Query("email") is not { } email || string.Equals(email, o.Email, StringComparison.OrdinalIgnoreCase))).ToList();
        var json = new JObject
        {
            ["results"] = new JArray(found.Take(limit).Select(o => new JObject
            {
                ["id"] = o.Id.ToString(CultureInfo.InvariantCulture), ["email"] = o.Email, ["type"] = "PERSON", ["firstName"] = o.FirstName, ["lastName"] = o.LastName,
                ["userId"] = o.UserId, ["archived"] = false,
            })),
        };
        if (found.Count > limit) json["paging"] = new JObject { ["next"] = new JObject { ["after"] = found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) } };
        return new HubSpotAnswer(200, json);
    }
}
