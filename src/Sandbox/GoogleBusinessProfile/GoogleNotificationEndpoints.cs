using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>The account's one notification setting (Notifications v1), shared by every tool the owner uses.</summary>
internal static class GoogleNotificationEndpoints
{
    private static readonly string[] Whole = ["*", "notification_setting", "notificationSetting"];

    public static void Map(GoogleEndpoints all)
    {
        all.Add("GET", "mybusinessnotifications", "/v1/accounts/{account}/notificationSetting", c =>
        {
            c.NeedsAccount();
            return GoogleAnswer.Ok(Show(c));
        });
        all.Add("PATCH", "mybusinessnotifications", "/v1/accounts/{account}/notificationSetting", Change);
    }

    private static GoogleAnswer Change(GoogleCall call)
    {
        call.NeedsAccount();
        var mask = (call.Query("updateMask") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (mask.Length == 0) throw GoogleRefusalException.Invalid("update_mask is required");
        if (mask.FirstOrDefault(m => !Whole.Contains(m) && m is not ("pubsubTopic" or "pubsub_topic" or "notificationTypes" or "notification_types")) is { } unknown)
        {
            throw GoogleRefusalException.Invalid("Invalid field in update_mask: " + unknown);
        }

        var whole = mask.Any(Whole.Contains);
        var now = call.Google.Notifications;
        var topic = whole || mask.Any(m => m is "pubsubTopic" or "pubsub_topic") ? (string?)call.Body["pubsubTopic"] ?? "" : (string?)now["pubsubTopic"] ?? "";
        var types = (whole || mask.Any(m => m is "notificationTypes" or "notification_types") ? call.Body["notificationTypes"] : now["notificationTypes"]) as JArray ?? [];
        call.Google.ChangeNotifications(topic, [.. types.Select(t => t.ToString())], call.By);
        return GoogleAnswer.Ok(Show(call));
    }

    private static JObject Show(GoogleCall call)
    {
        var json = new JObject { ["name"] = call.Google.Account.Resource + "/notificationSetting" };
        json.Merge(call.Google.Notifications);
        return json;
    }
}
