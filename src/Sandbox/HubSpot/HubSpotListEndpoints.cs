using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Contact lists and their members. "Lists", developers.hubspot.com.</summary>
internal static class HubSpotListEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v3"];
        string Reads(HubSpotCall c) => "crm.lists.read";
        string Writes(HubSpotCall c) => "crm.lists.write";
        all.Add("POST", "/crm/lists", "", Create, legacy, Writes);
        all.Add("GET", "/crm/lists", "/{listId:long}", c => new(200, new JObject { ["list"] = Show(c.Hub.Lists.Get(c.Route("listId"))) }), legacy, Reads);
        all.Add("GET", "/crm/lists", "/object-type-id/{objectTypeId}/name/{name}", ByName, legacy, Reads);
        all.Add("POST", "/crm/lists", "/search", Search, legacy, Reads);
        all.Add("GET", "/crm/lists", "/{listId:long}/memberships", Members, legacy, Reads);
        all.Add("PUT", "/crm/lists", "/{listId:long}/memberships/add", c => Change(c, Ids(c.Items), []), legacy, Writes);
        all.Add("PUT", "/crm/lists", "/{listId:long}/memberships/remove", c => Change(c, [], Ids(c.Items)), legacy, Writes);
        all.Add("PUT", "/crm/lists", "/{listId:long}/memberships/add-and-remove", c => Change(c, Ids(c.Body["recordIdsToAdd"]), Ids(c.Body["recordIdsToRemove"])), legacy, Writes);
        all.Add("GET", "/crm/lists", "/records/{objectTypeId}/{recordId}/memberships", OfRecord, legacy, Reads);
    }

    private static HubSpotAnswer Create(HubSpotCall call)
    {
        var name = (string?)call.Body["name"] is { Length: > 0 } given ? given : throw HubSpotRefusalException.Invalid("name is required");
        if ((string?)call.Body["objectTypeId"] != "0-1") throw HubSpotRefusalException.Invalid("objectTypeId must be 0-1");
        var list = call.Hub.Lists.Create(name, (string?)call.Body["processingType"] ?? "");
        call.Crm.Note("list.create", Text(list.Id), call.By, call.RequestId, [("name", name)]);
        return new HubSpotAnswer(200, new JObject { ["list"] = Show(list) });
    }

    private static HubSpotAnswer ByName(HubSpotCall call) => new(200, new JObject
    {
        ["list"] = Show(call.Hub.Lists.All.FirstOrDefault(l => string.Equals(l.Name, call.Route("name"), StringComparison.OrdinalIgnoreCase)) ?? throw HubSpotRefusalException.NotFound("List does not exist")),
    });

    private static HubSpotAnswer Search(HubSpotCall call)
    {
        var query = (string?)call.Body["query"] ?? "";
        var offset = (int?)call.Body["offset"] ?? 0;
        var count = (int?)call.Body["count"] ?? 20;
        var found = call.Hub.Lists.All.Where(l => l.Name.Contains(query, StringComparison.OrdinalIgnoreCase)).OrderBy(l => l.Id).ToList();
        return new HubSpotAnswer(200, new JObject
        {
            ["total"] = found.Count, ["offset"] = Math.Min(offset + count, found.Count), ["hasMore"] = found.Count > offset + count,
            ["lists"] = new JArray(found.Skip(offset).Take(count).Select(Show)),
        });
    }

    private static HubSpotAnswer Members(HubSpotCall call)
    {
        var list = call.Hub.Lists.Get(call.Route("listId"));
        var limit = call.Limit(100, 250);
        var after = long.TryParse(call.Query("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var found = list.MembersById.Where(m => m.Key > after).Take(limit + 1).ToList();
        var json = new JObject
        {
            ["total"] = list.MembersById.Count,
            ["results"] = new JArray(found.Take(limit).Select(m => new JObject { ["recordId"] = Text(m.Key), ["membershipTimestamp"] = HubSpotTime.Text(m.Value) })),
        };
        if (found.Count > limit) json["paging"] = new JObject { ["next"] = new JObject { ["after"] = Text(found[limit - 1].Key) } };
        return new HubSpotAnswer(200, json);
    }

    private static HubSpotAnswer Change(HubSpotCall call, IReadOnlyList<string> add, IReadOnlyList<string> remove)
    {
        var list = call.Hub.Lists.Get(call.Route("listId"));
        if (!list.Writable) throw new HubSpotRefusalException(400, "VALIDATION_ERROR", "Records cannot be added to or removed from a DYNAMIC list", subCategory: "ILS.INVALID_LIST_PROCESSING_TYPE");
        var contacts = HubSpotTypes.Of("contacts");
        var (added, removed, missing) = (new JArray(), new JArray(), new JArray());
        foreach (var id in add)
        {
            if (call.Crm.Find(contacts, id) is not { ArchivedAt: null } found) missing.Add(id);
            else if (list.MembersById.TryAdd(found.Id, call.Hub.World.Now))
            {
                added.Add(id);
                call.Crm.Note("list.member.add", Text(list.Id), call.By, call.RequestId, [("contact", id)]);
            }
        }

        foreach (var id in remove.Where(id => long.TryParse(id, out var n) && list.MembersById.Remove(n)))
        {
            removed.Add(id);
            call.Crm.Note("list.member.remove", Text(list.Id), call.By, call.RequestId, [("contact", id)]);
        }

        // HubSpot spells these with two plurals.
        return new HubSpotAnswer(200, new JObject { ["recordsIdsAdded"] = added, ["recordsIdsRemoved"] = removed, ["recordIdsMissing"] = missing });
    }

    private static HubSpotAnswer OfRecord(HubSpotCall call)
    {
        var id = long.TryParse(call.Route("recordId"), out var n) ? n : throw HubSpotRefusalException.NotFound();
        return new HubSpotAnswer(200, new JObject
        {
            ["results"] = new JArray(call.Hub.Lists.All.Where(l => l.MembersById.ContainsKey(id)).Select(l => new JObject
            {
                ["listId"] = Text(l.Id), ["listVersion"] = 1, ["firstAddedTimestamp"] = HubSpotTime.Text(l.MembersById[id]),
            })),
        });
    }

    private static List<string> Ids(JToken? json) => (json as JArray)?.Select(i => i.ToString()).ToList() ?? [];

    private static JObject Show(HubSpotList list) => new()
    {
        ["listId"] = Text(list.Id), ["name"] = list.Name, ["objectTypeId"] = "0-1", ["processingType"] = list.ProcessingType, ["processingStatus"] = "COMPLETE",
    };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
