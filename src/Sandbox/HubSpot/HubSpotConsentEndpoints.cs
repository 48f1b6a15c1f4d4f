using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Communication preferences. "Subscriptions", developers.hubspot.com.</summary>
internal static class HubSpotConsentEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        const string Area = "/communication-preferences";
        string[] legacy = ["v4"];
        all.Add("GET", Area, "/definitions", _ => new(200, new JObject
        {
            ["results"] = new JArray(HubSpotConsent.Definitions.Select(d => new JObject { ["id"] = d.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), ["name"] = d.Name, ["isActive"] = true, ["communicationMethod"] = "EMAIL" })),
        }), legacy);
        all.Add("GET", Area, "/statuses/{email}", c => new(200, new JObject { ["results"] = new JArray(HubSpotConsent.Definitions.Select(d => c.Hub.Consent.ToJson(Email(c), d.Id))) }), legacy);
        all.Add("POST", Area, "/statuses/{email}", Set, legacy, Writes);
        all.Add("POST", Area, "/statuses/{email}/unsubscribe-all", OptOut, legacy, Writes);
        all.Add("GET", Area, "/statuses/{email}/unsubscribe-all", c => new(200, new JObject { ["results"] = c.Hub.Consent.IsOptedOut(Email(c)) ? All(c) : new JArray() }), legacy);
    }

    private static string Writes(HubSpotCall call) => "communication_preferences.read_write";

    private static HubSpotAnswer Set(HubSpotCall call)
    {
        NeedsChannel((string?)call.Body["channel"]);
        if (call.Hub.Switches.PrivacySettings && call.Body["legalBasis"] is null) throw HubSpotRefusalException.Invalid("legalBasis is required when data privacy settings are on");
        var id = (long?)call.Body["subscriptionId"] ?? throw HubSpotRefusalException.Invalid("subscriptionId is required");
        var state = (string?)call.Body["statusState"] ?? "";
        var wasOut = call.Hub.Consent.IsOptedOut(Email(call));
        var reason = call.Hub.Consent.Set(Email(call), id, state);
        if (reason != "NO_STATUS_CHANGE") call.Crm.Note("consent.set", Email(call), call.By, call.RequestId, [("subscription", id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("state", state)]);
        var contacts = HubSpotTypes.Of("contacts");
        if (wasOut && !call.Hub.Consent.IsOptedOut(Email(call)) && call.Crm.Find(contacts, Email(call), "email") is { } contact)
        {
            call.Crm.SetSystem(contacts, contact, "hs_email_optout", "false", call.By);
        }

        return new HubSpotAnswer(200, call.Hub.Consent.ToJson(Email(call), id, reason));
    }

    private static HubSpotAnswer OptOut(HubSpotCall call)
    {
        NeedsChannel(call.Query("channel"));
        call.Hub.OptOutInside(Email(call), call.By, call.RequestId);
        return call.Query("verbose") == "true" ? new HubSpotAnswer(200, new JObject { ["results"] = All(call) }) : new HubSpotAnswer(200, new JObject { ["results"] = new JArray() });
    }

    private static JArray All(HubSpotCall call) => new(HubSpotConsent.Definitions.Select(d => call.Hub.Consent.ToJson(Email(call), d.Id)));

    private static void NeedsChannel(string? channel)
    {
        if (channel != "EMAIL") throw HubSpotRefusalException.Invalid("channel is required and must be EMAIL");
    }

    private static string Email(HubSpotCall call) => call.Route("email").Trim().ToLowerInvariant();
}
