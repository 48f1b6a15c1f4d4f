using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Records one at a time, and search. "CRM objects", developers.hubspot.com.</summary>
internal static class HubSpotObjectEndpoints
{
    private const string Area = "/crm/objects";
    private static readonly string[] Legacy = ["v3"];

    public static void Map(HubSpotEndpoints all)
    {
        all.Add("GET", Area, "/{type}", List, Legacy, Reads);
        all.Add("POST", Area, "/{type}", Create, Legacy, Writes);
        all.Add("GET", Area, "/{type}/{id}", Get, Legacy, Reads);
        all.Add("PATCH", Area, "/{type}/{id}", Update, Legacy, Writes);
        all.Add("DELETE", Area, "/{type}/{id}", Archive, Legacy, Writes);
        all.Add("POST", Area, "/{type}/search", c => HubSpotSearch.Run(c.Crm, c.Type, c.Body, c.Hub.World.Now - c.Hub.Switches.SearchDelay), Legacy, Reads, search: true);
        all.Add("POST", Area, "/{type}/merge", Merge, Legacy, Writes);
        all.Add("POST", Area, "/contacts/gdpr-delete", Forget, Legacy, Writes);
    }

    public static string Reads(HubSpotCall call) => Scope(call, "read");

    public static string Writes(HubSpotCall call) => Scope(call, "write");

    /// <summary>The record as one answer shows it: asked properties (or the usual ones), histories, links.</summary>
    public static JObject Show(HubSpotCall call, HubSpotObject o, IReadOnlyList<string> asked, IReadOnlyList<string> history)
    {
        var type = HubSpotTypes.Of(o.Type);
        var properties = asked.Count > 0 ? asked.Concat([type.Created, type.Modified, "hs_object_id"]) : type.Shown;
        var links = new JObject();
        foreach (var to in call.QueryList("associations").Select(HubSpotTypes.Of))
        {
            var found = call.Crm.LinksOf(o, to).ToList();
            if (found.Count == 0) continue;
            links[to.Plural] = new JObject
            {
                ["results"] = new JArray(found.Select(l => new JObject
                {
                    ["id"] = l.ToId.ToString(CultureInfo.InvariantCulture), ["type"] = $"{type.Singular}_to_{to.Singular}",
                })),
            };
        }

        return o.ToJson(properties, history, links);
    }

    /// <summary>The links asked for in a create call; their targets must be there already.</summary>
    public static void LinkInline(HubSpotCall call, HubSpotObject from, JToken? associations)
    {
        foreach (var (to, typeId) in Targets(call, from.Type, associations)) call.Crm.Link(from, to, typeId, call.By, call.RequestId);
    }

    public static IReadOnlyList<(HubSpotObject To, int TypeId)> Targets(HubSpotCall call, string fromType, JToken? associations)
    {
        var targets = new List<(HubSpotObject, int)>();
        foreach (var association in associations as JArray ?? [])
        {
            var id = association["to"]?["id"]?.ToString() ?? throw HubSpotRefusalException.Invalid("associations[].to.id is required");
            var typeId = (int?)association["types"]?[0]?["associationTypeId"] ?? throw HubSpotRefusalException.Invalid("associations[].types is required");
            var to = HubSpotTypes.All.FirstOrDefault(t => HubSpotAssociation.DefaultTypeId(fromType, t.Plural) == typeId)
                ?? throw HubSpotRefusalException.Invalid($"invalid association type id {typeId}");
            var found = call.Crm.Find(to, id) is { ArchivedAt: null } live ? live
                : throw HubSpotRefusalException.Invalid($"{to.Singular.ToUpperInvariant()} with id {id} does not exist");
            targets.Add((found, typeId));
        }

        return targets;
    }

    private static HubSpotAnswer List(HubSpotCall call)
    {
        var history = call.QueryList("propertiesWithHistory");
        var limit = call.Limit(10, history.Count > 0 ? 50 : 100);
        var after = long.TryParse(call.Query("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n : throw HubSpotRefusalException.Invalid("after is not valid");
        var archived = call.Query("archived") == "true";
        var found = call.Crm.Of(call.Type).Where(o => o.Id > after && o.ArchivedAt is not null == archived).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var json = new JObject { ["results"] = new JArray(page.Select(o => Show(call, o, call.QueryList("properties"), history))) };
        if (found.Count > limit)
        {
            var request = call.Http.Request;
            json["paging"] = new JObject
            {
                ["next"] = new JObject
                {
                    ["after"] = page[^1].IdText, ["link"] = $"{request.Scheme}://{request.Host}{request.Path}?limit={limit}&after={page[^1].IdText}",
                },
            };
        }

        return new HubSpotAnswer(200, json);
    }

    private static HubSpotAnswer Get(HubSpotCall call)
    {
        var found = call.Crm.Find(call.Type, call.Route("id"), call.Query("idProperty"));
        if (found is null || found.ArchivedAt is not null != (call.Query("archived") == "true")) throw HubSpotRefusalException.NotFound();
        return new HubSpotAnswer(200, Show(call, found, call.QueryList("properties"), call.QueryList("propertiesWithHistory")));
    }

    private static HubSpotAnswer Create(HubSpotCall call)
    {
        var properties = HubSpotCall.Properties(call.Body["properties"]);
        Targets(call, call.Type.Plural, call.Body["associations"]);
        var made = call.Crm.Create(call.Type, properties, call.By, call.RequestId);
        LinkInline(call, made, call.Body["associations"]);
        return new HubSpotAnswer(201, Show(call, made, [.. properties.Keys], []));
    }

    private static HubSpotAnswer Update(HubSpotCall call)
    {
        var found = call.Crm.Live(call.Type, call.Route("id"), call.Query("idProperty"));
        call.RefuseWhenLocked(found);
        var properties = HubSpotCall.Properties(call.Body["properties"]);
        call.Crm.Update(call.Type, found, properties, call.By, call.RequestId);
        return new HubSpotAnswer(200, Show(call, found, [.. properties.Keys], []));
    }

    private static HubSpotAnswer Archive(HubSpotCall call)
    {
        if (call.Crm.Find(call.Type, call.Route("id")) is { } found)
        {
            call.RefuseWhenLocked(found);
            call.Crm.Archive(call.Type, found, call.By, call.RequestId);
        }

        return HubSpotAnswer.Empty;
    }

    private static HubSpotAnswer Merge(HubSpotCall call)
    {
        var primary = call.Crm.Live(call.Type, call.Body["primaryObjectId"]?.ToString() ?? "");
        var other = call.Crm.Live(call.Type, call.Body["objectIdToMerge"]?.ToString() ?? "");
        call.Crm.MergeMakesNewId = call.Hub.Switches.MergeMakesNewId;
        return new HubSpotAnswer(200, Show(call, call.Crm.Merge(call.Type, primary, other, call.By, call.RequestId), [], []));
    }

    private static HubSpotAnswer Forget(HubSpotCall call)
    {
        call.Crm.Forget(call.Body["objectId"]?.ToString() ?? "", (string?)call.Body["idProperty"], call.By, call.RequestId);
        return HubSpotAnswer.Empty;
    }

    private static string Scope(HubSpotCall call, string verb)
    {
        // Activities are covered by the contacts scope. The gdpr-delete path has no type in its route: it is about contacts.
        var type = HubSpotTypes.Find(call.Route("type"))?.Plural ?? "contacts";
        return type == "tickets" ? "tickets" : $"crm.objects.{(type is "deals" or "companies" ? type : "contacts")}.{verb}";
    }
}
