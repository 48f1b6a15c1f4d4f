using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Accounts and locations (Account Management v1, Business Information v1).</summary>
internal static class GoogleProfileEndpoints
{
    private const string Information = "mybusinessbusinessinformation";

    public static void Map(GoogleEndpoints all)
    {
        all.Add("GET", "mybusinessaccountmanagement", "/v1/accounts", Accounts);
        all.Add("GET", "mybusinessaccountmanagement", "/v1/accounts/{account}", c =>
            GoogleAnswer.Ok(All(c).FirstOrDefault(a => (string?)a["name"] == "accounts/" + c.Route("account")) ?? throw GoogleRefusalException.NotFound()));
        all.Add("GET", Information, "/v1/accounts/{account}/locations", Locations);
        all.Add("GET", Information, "/v1/locations/{location}", c => GoogleAnswer.Ok(Masked(c, c.Google.Locations[c.Location()])));
        all.Add("GET", Information, "/v1/locations/{location}:getGoogleUpdated", GoogleUpdated);
        all.Add("PATCH", Information, "/v1/locations/{location}", Change);
    }

    private static GoogleAnswer Accounts(GoogleCall call)
    {
        var filter = call.Query("filter") ?? "";
        if (filter.Length > 0 && !filter.StartsWith("type=", StringComparison.Ordinal)) throw GoogleRefusalException.Invalid("Invalid filter: " + filter);
        var found = All(call).Where(a => filter.Length == 0 || (string?)a["type"] == filter["type=".Length..]);
        var (page, next) = call.Page(found, call.PageSize(20, 20, cut: true), "accounts " + filter);
        return GoogleAnswer.Ok(Listed("accounts", page, next));
    }

    // The caller's own account comes first.
    private static IEnumerable<JObject> All(GoogleCall call) =>
        [Account(call.Google.Account.Id, call.Google.Account.Name, "PERSONAL"), .. call.Google.Groups.Select(g => Account(g.Id, g.Name, g.Type))];

    private static JObject Account(string id, string name, string type) => new()
    {
        ["name"] = "accounts/" + id, ["accountName"] = name, ["type"] = type, ["role"] = "PRIMARY_OWNER", ["verificationState"] = "UNVERIFIED", ["vettedState"] = "NOT_VETTED",
    };

    private static GoogleAnswer Locations(GoogleCall call)
    {
        var (account, group) = (call.Route("account"), call.Google.Groups.Any(g => g.Id == call.Route("account")));
        if (account != "-" && !group) call.NeedsAccount();
        var order = call.Query("orderBy") ?? "title";
        if (order is not ("title" or "store_code")) throw GoogleRefusalException.Invalid("Invalid orderBy: " + order);
        var shown = call.Google.Locations.Values.Where(_ => !group).OrderBy(l => (string?)l[order == "title" ? "title" : "storeCode"], StringComparer.Ordinal).Select(l => Masked(call, l)).ToList();
        var (page, next) = call.Page(shown, call.PageSize(10, 100, cut: true), $"locations {account} {order}");
        var json = Listed("locations", page, next);
        json["totalSize"] = shown.Count;
        return GoogleAnswer.Ok(json);
    }

    // Only what the mask names is written; a list is replaced whole.
    private static GoogleAnswer Change(GoogleCall call)
    {
        var id = call.Location();
        var names = (call.Query("updateMask") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) throw GoogleRefusalException.Invalid("updateMask is required");
        if (names.FirstOrDefault(n => n != "specialHours") is { } unknown) throw GoogleRefusalException.Invalid("Invalid field in updateMask: " + unknown);
        foreach (var period in call.Body.SelectToken("specialHours.specialHourPeriods") as JArray ?? [])
        {
            if (period["startDate"] is not JObject { Count: > 0 }) throw GoogleRefusalException.Invalid("specialHourPeriods.startDate is required");
            if ((bool?)period["closed"] != true && (period["openTime"] is null || period["closeTime"] is null)) throw GoogleRefusalException.Invalid("openTime and closeTime are required unless closed");
        }

        call.Google.Limits.TakeEdit(id, call.Google.World.Options.WaitTime.GetUtcNow());
        var location = call.Google.Locations[id];
        location["specialHours"] = call.Body["specialHours"]?.DeepClone();
        call.Google.Note("location.update", "locations/" + id, call.By, ("specialHours", location["specialHours"]?.ToString(Newtonsoft.Json.Formatting.None)));
        return GoogleAnswer.Ok((JObject)location.DeepClone());
    }

    // What Google shows, as far as it differs from what the owner wrote.
    private static GoogleAnswer GoogleUpdated(GoogleCall call)
    {
        var id = call.Location();
        var suggested = call.Google.SuggestedFor(id);
        var shown = (JObject)call.Google.Locations[id].DeepClone();
        foreach (var change in suggested.Properties()) shown[change.Name] = change.Value.DeepClone();
        var json = new JObject { ["location"] = Masked(call, shown) };
        if (suggested.Count > 0) json["diffMask"] = string.Join(',', suggested.Properties().Select(p => p.Name));
        return GoogleAnswer.Ok(json);
    }

    private static JObject Masked(GoogleCall call, JObject location)
    {
        var mask = call.Query("readMask");
        if (string.IsNullOrEmpty(mask))
        {
            throw new GoogleRefusalException(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", new JArray(new JObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.BadRequest",
                ["fieldViolations"] = new JArray(new JObject { ["field"] = "read_mask", ["description"] = "read_mask is required" }),
            }));
        }

        var names = mask.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => n.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return new JObject(location.Properties().Where(p => names.Contains("*") || names.Contains(p.Name)).Select(p => new JProperty(p.Name, p.Value.DeepClone())));
    }

    /// <summary>A list as Google writes it: an empty one is left out altogether.</summary>
    internal static JObject Listed(string name, IReadOnlyCollection<JObject> items, string? next)
    {
        var json = new JObject();
        if (items.Count > 0) json[name] = new JArray(items);
        if (next is not null) json["nextPageToken"] = next;
        return json;
    }
}
