using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The app's webhook settings and subscriptions: one target for all accounts, so they need a token with the developer scopes.</summary>
internal static class HubSpotWebhookEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        // Renamed in 2026-09.
        foreach (var (area, legacy) in new[] { ("/webhooks", new[] { "v3" }), ("/app-webhooks", Array.Empty<string>()) })
        {
            Add("GET", "/settings", Settings);
            Add("PUT", "/settings", PutSettings);
            Add("DELETE", "/settings", DeleteSettings);
            Add("GET", "/subscriptions", c => new(200, new JObject { ["results"] = new JArray(c.Hub.Subscriptions.Select(s => s.ToJson(c.Hub.World.Now))) }));
            Add("POST", "/subscriptions", Subscribe);
            Add("GET", "/subscriptions/{id:long}", c => new(200, Found(c).ToJson(c.Hub.World.Now)));
            Add("PATCH", "/subscriptions/{id:long}", Switch);
            Add("DELETE", "/subscriptions/{id:long}", Unsubscribe);

            void Add(string method, string rest, Func<HubSpotCall, HubSpotAnswer> handle) =>
                all.Add(method, area, "/{appId:long}" + rest, c => OfApp(c) ? handle(c) : throw HubSpotRefusalException.NotFound(), legacy, _ => method == "GET" ? "developers-read" : "developers-write");
        }
    }

    private static bool OfApp(HubSpotCall call) => call.Route("appId") == call.Grant.AppId.ToString(CultureInfo.InvariantCulture);

    private static HubSpotSubscription Found(HubSpotCall call) =>
        call.Hub.Subscriptions.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == call.Route("id")) ?? throw HubSpotRefusalException.NotFound();

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

    private static HubSpotAnswer DeleteSettings(HubSpotCall call)
    {
        call.Hub.TargetUrl = null;
        call.Crm.Note("webhook.settings", call.Route("appId"), call.By, call.RequestId, [("targetUrl", null)]);
        return HubSpotAnswer.Empty;
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
        var found = Found(call);
        var changed = found with { Active = (bool?)call.Body["active"] ?? found.Active };
        call.Hub.World.Webhooks.Replace(HubSpotSubscriptions.Write(changed, call.Hub));
        call.Crm.Note("webhook.update", call.Route("id"), call.By, call.RequestId, [("active", changed.Active ? "true" : "false")]);
        return new HubSpotAnswer(200, changed.ToJson(call.Hub.World.Now));
    }

    private static HubSpotAnswer Unsubscribe(HubSpotCall call)
    {
        if (!call.Hub.World.Webhooks.Unsubscribe(call.Hub.Vendor, call.Route("id"))) throw HubSpotRefusalException.NotFound();
        call.Crm.Note("webhook.unsubscribe", call.Route("id"), call.By, call.RequestId, []);
        return HubSpotAnswer.Empty;
    }
}
