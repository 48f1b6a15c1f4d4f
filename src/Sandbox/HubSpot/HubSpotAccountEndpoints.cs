using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Account details, form submissions, and the app's webhook settings and subscriptions.</summary>
internal static class HubSpotAccountEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v3"];
        all.Add("GET", "/account-info", "/details", Details, legacy);
        // No dated twin is known for reading submissions.
        all.AddPlain("GET", "/form-integrations/v1/submissions/forms/{form}", Submissions);
        all.Add("GET", "/webhooks", "/{appId:long}/settings", Settings, legacy);
        all.Add("PUT", "/webhooks", "/{appId:long}/settings", PutSettings, legacy);
        all.Add("GET", "/webhooks", "/{appId:long}/subscriptions", c => new(200, new JObject { ["results"] = new JArray(c.Hub.Subscriptions.Select(s => s.ToJson(c.Hub.World.Now))) }), legacy);
        all.Add("POST", "/webhooks", "/{appId:long}/subscriptions", Subscribe, legacy);
        all.Add("PATCH", "/webhooks", "/{appId:long}/subscriptions/{id:long}", Switch, legacy);
        all.Add("DELETE", "/webhooks", "/{appId:long}/subscriptions/{id:long}", Unsubscribe, legacy);
    }

    private static HubSpotAnswer Details(HubSpotCall call) => new(200, new JObject
    {
        ["portalId"] = call.Grant.PortalId, ["accountType"] = "STANDARD", ["timeZone"] = call.Hub.Account.TimeZone, ["companyCurrency"] = call.Hub.Account.Currency,
        ["additionalCurrencies"] = new JArray(), ["utcOffset"] = "+01:00", ["utcOffsetMilliseconds"] = 3600000, ["uiDomain"] = "app-eu1.hubspot.com", ["dataHostingLocation"] = "eu1",
    });

    private static HubSpotAnswer Submissions(HubSpotCall call)
    {
        var limit = call.Limit(20, 50);
        var from = int.TryParse(call.Query("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        // Newest first; the cursor counts from there.
        var found = call.Hub.Submissions.Where(s => s.FormGuid == call.Route("form")).Reverse().ToList();
        var json = new JObject
        {
            ["results"] = new JArray(found.Skip(from).Take(limit).Select(s => new JObject
            {
                ["submittedAt"] = s.At.ToUnixTimeMilliseconds(), ["pageUrl"] = s.PageUrl,
                ["values"] = new JArray(s.Values.Select(v => new JObject { ["name"] = v.Key, ["value"] = v.Value, ["objectTypeId"] = "0-1" })),
            })),
        };
        if (found.Count > from + limit) json["paging"] = new JObject { ["next"] = new JObject { ["after"] = (from + limit).ToString(CultureInfo.InvariantCulture) } };
        return new HubSpotAnswer(200, json);
    }

    private static HubSpotAnswer Settings(HubSpotCall call) => call.Hub.TargetUrl is { } target
        ? new HubSpotAnswer(200, new JObject
        {
            ["targetUrl"] = target, ["throttling"] = new JObject { ["maxConcurrentRequests"] = 10, ["period"] = "SECONDLY" }, ["createdAt"] = HubSpotTime.Text(call.Hub.World.Now),
        })
        : throw HubSpotRefusalException.NotFound();

    private static HubSpotAnswer PutSettings(HubSpotCall call)
    {
        var target = (string?)call.Body["targetUrl"];
        call.Hub.TargetUrl = Uri.TryCreate(target, UriKind.Absolute, out _) ? target : throw HubSpotRefusalException.Invalid("targetUrl is not a valid URL");
        call.Crm.Note("webhook.settings", call.Route("appId"), call.By, call.RequestId, [("targetUrl", target)]);
        return Settings(call);
    }

    private static HubSpotAnswer Subscribe(HubSpotCall call)
    {
        var type = (string?)call.Body["eventType"] ?? "";
        var property = (string?)call.Body["propertyName"];
        if (type.Split('.') is not [{ Length: > 0 }, { Length: > 0 } verb]) throw HubSpotRefusalException.Invalid("eventType is not valid");
        if (verb == "propertyChange" && string.IsNullOrEmpty(property)) throw HubSpotRefusalException.Invalid("propertyName is required for propertyChange");
        if (property is "num_unique_conversion_events" or "hs_lastmodifieddate") throw HubSpotRefusalException.Invalid($"{property} cannot be subscribed to");
        if (call.Hub.Subscriptions.Count >= 1000) throw HubSpotRefusalException.Invalid("At most 1000 subscriptions for an app");
        var made = call.Hub.Subscribe(type, property, (string?)call.Body["objectTypeId"], (bool?)call.Body["active"] ?? false);
        call.Crm.Note("webhook.subscribe", made.Id.ToString(CultureInfo.InvariantCulture), call.By, call.RequestId, [("type", type), ("property", property)]);
        return new HubSpotAnswer(201, made.ToJson(call.Hub.World.Now));
    }

    private static HubSpotAnswer Switch(HubSpotCall call)
    {
        var found = call.Hub.Subscriptions.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == call.Route("id")) ?? throw HubSpotRefusalException.NotFound();
        var changed = found with { Active = (bool?)call.Body["active"] ?? found.Active };
        call.Hub.World.Webhooks.Replace(HubSpotSubscriptions.Write(changed, call.Hub));
        return new HubSpotAnswer(200, changed.ToJson(call.Hub.World.Now));
    }

    private static HubSpotAnswer Unsubscribe(HubSpotCall call)
    {
        if (!call.Hub.World.Webhooks.Unsubscribe(call.Hub.Vendor, call.Route("id"))) throw HubSpotRefusalException.NotFound();
        call.Crm.Note("webhook.unsubscribe", call.Route("id"), call.By, call.RequestId, []);
        return HubSpotAnswer.Empty;
    }
}
