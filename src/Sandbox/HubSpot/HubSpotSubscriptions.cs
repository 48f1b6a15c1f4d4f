using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Subscriptions as the sandbox's sender keeps them, and the events they make of what happened.</summary>
internal static class HubSpotSubscriptions
{
    public static WebhookSubscription Write(HubSpotSubscription s, HubSpotSimulator of)
    {
        var settings = new Dictionary<string, string> { ["active"] = s.Active ? "true" : "false" };
        if (s.PropertyName is not null) settings["propertyName"] = s.PropertyName;
        if (s.ObjectTypeId is not null) settings["objectTypeId"] = s.ObjectTypeId;
        var target = new Uri(of.TargetUrl ?? "http://127.0.0.1/");
        return new WebhookSubscription(s.Id.ToString(CultureInfo.InvariantCulture), of.Vendor, of.Portal, s.Type, target, of.Account.ClientSecret, of.World.Now)
        {
            Settings = settings,
        };
    }

    public static HubSpotSubscription Read(WebhookSubscription s) => new(
        long.Parse(s.Id, CultureInfo.InvariantCulture), s.Topic, s.Settings.GetValueOrDefault("propertyName"), s.Settings.GetValueOrDefault("objectTypeId"),
        s.Settings.GetValueOrDefault("active") != "false");

    public static IReadOnlyList<HubSpotWebhookEvent> Events(
        IReadOnlyList<HubSpotHappening> happened, IReadOnlyList<HubSpotSubscription> subscriptions, SandboxIds ids, HubSpotSwitches switches)
    {
        var ordered = switches.PropertyEventsFirst ? happened.OrderBy(h => h.Verb == "creation" ? 1 : 0) : happened.AsEnumerable();
        var shared = ids.Next("hubspot.events", 4023112300);
        var events = new List<HubSpotWebhookEvent>();
        foreach (var h in ordered)
        {
            foreach (var s in subscriptions.Where(s => s.Wants(h)))
            {
                var id = switches.RepeatEventIds ? shared : ids.Next("hubspot.events", 4023112300);
                events.Add(new HubSpotWebhookEvent(id, s.Id, s.Type, h.ObjectId, h.At, h.By, Details(h, s)));
            }
        }

        return events;
    }

    private static JObject Details(HubSpotHappening h, HubSpotSubscription s)
    {
        var json = new JObject();
        if (s.ObjectTypeId is not null) json["objectTypeId"] = s.ObjectTypeId;
        switch (h.Verb)
        {
            case "creation":
                json["changeFlag"] = "CREATED";
                break;
            case "deletion" or "privacyDeletion":
                json["changeFlag"] = "DELETED";
                break;
            case "propertyChange":
                json["propertyName"] = h.Property;
                json["propertyValue"] = h.Value;
                if (s.ObjectTypeId is not null) json["isSensitive"] = false;
                break;
            case "merge":
                json["primaryObjectId"] = long.Parse(h.Value!, CultureInfo.InvariantCulture);
                json["mergedObjectIds"] = new JArray(h.MergedIds!);
                json["newObjectId"] = h.NewObjectId;
                json["numberOfPropertiesMoved"] = h.MovedProperties;
                break;
            case "associationChange" when h.Link is { } link:
                json["associationType"] = $"{HubSpotTypes.Of(link.FromType).Singular}_TO_{HubSpotTypes.Of(link.ToType).Singular}".ToUpperInvariant();
                json["fromObjectId"] = link.FromId;
                json["toObjectId"] = link.ToId;
                json["associationRemoved"] = h.LinkRemoved;
                json["isPrimaryAssociation"] = false;
                break;
        }

        return json;
    }
}
