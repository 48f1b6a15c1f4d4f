using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Account details and form submissions.</summary>
internal static class HubSpotAccountEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v3"];
        all.Add("GET", "/account-info", "/details", Details, legacy);
        // No dated twin is known for reading submissions.
        all.AddPlain("GET", "/form-integrations/v1/submissions/forms/{form}", Submissions);
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
}
