using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Links between records. "Associate records", developers.hubspot.com.</summary>
internal static class HubSpotAssociationEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v4"];
        all.Add("PUT", "/crm/objects", "/{type}/{id}/associations/default/{to}/{toId}", c => Put(c, null), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("PUT", "/crm/objects", "/{type}/{id}/associations/{to}/{toId}", c => Put(c, (int?)c.Items.FirstOrDefault()?["associationTypeId"]), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("DELETE", "/crm/objects", "/{type}/{id}/associations/{to}/{toId}", Delete, legacy, HubSpotObjectEndpoints.Writes);
        all.Add("GET", "/crm/objects", "/{type}/{id}/associations/{to}", Get, legacy, HubSpotObjectEndpoints.Reads);
        all.Add("POST", "/crm/associations", "/{type}/{to}/batch/read", BatchRead, legacy, HubSpotObjectEndpoints.Reads);
        all.Add("POST", "/crm/associations", "/{type}/{to}/batch/create", c => BatchWrite(c, 2000, (f, t, i) => c.Crm.Link(f, t, (int?)i["types"]?[0]?["associationTypeId"], c.By, c.RequestId)), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("POST", "/crm/associations", "/{type}/{to}/batch/associate/default", c => BatchWrite(c, 2000, (f, t, _) => c.Crm.Link(f, t, null, c.By, c.RequestId)), legacy, HubSpotObjectEndpoints.Writes);
    }

    private static HubSpotAnswer Put(HubSpotCall call, int? typeId)
    {
        var from = call.Crm.Live(call.Type, call.Route("id"));
        var to = call.Crm.Live(To(call), call.Route("toId"));
        call.Crm.Link(from, to, typeId, call.By, call.RequestId);
        return new HubSpotAnswer(200, new JObject
        {
            ["fromObjectTypeId"] = call.Type.TypeId, ["fromObjectId"] = from.Id, ["toObjectTypeId"] = To(call).TypeId, ["toObjectId"] = to.Id, ["labels"] = new JArray(),
        });
    }

    private static HubSpotAnswer Delete(HubSpotCall call)
    {
        if (call.Crm.Find(call.Type, call.Route("id")) is { } from && call.Crm.Find(To(call), call.Route("toId")) is { } to)
        {
            call.Crm.Unlink(from, to, call.By, call.RequestId);
        }

        return HubSpotAnswer.Empty;
    }

    private static HubSpotAnswer Get(HubSpotCall call)
    {
        var from = call.Crm.Live(call.Type, call.Route("id"));
        var limit = call.Limit(500, 500);
        var after = long.TryParse(call.Query("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var found = Links(call, from).Where(l => (long)l["toObjectId"]! > after).Take(limit + 1).ToList();
        var json = new JObject { ["results"] = new JArray(found.Take(limit)) };
        if (found.Count > limit) json["paging"] = new JObject { ["next"] = new JObject { ["after"] = found[limit - 1]["toObjectId"]!.ToString() } };
        return new HubSpotAnswer(200, json);
    }

    private static HubSpotAnswer BatchRead(HubSpotCall call)
    {
        var inputs = Inputs(call, 1000);
        var results = new JArray();
        foreach (var id in inputs.Select(i => i["id"]?.ToString() ?? ""))
        {
            if (call.Crm.Find(call.Type, id) is not { ArchivedAt: null } from) continue;
            var links = Links(call, from).ToList();
            if (links.Count > 0) results.Add(new JObject { ["from"] = new JObject { ["id"] = from.IdText }, ["to"] = new JArray(links) });
        }

        return new HubSpotAnswer(200, new JObject { ["status"] = "COMPLETE", ["results"] = results });
    }

    private static HubSpotAnswer BatchWrite(HubSpotCall call, int most, Action<HubSpotObject, HubSpotObject, JToken> write)
    {
        var results = new JArray();
        var errors = new JArray();
        foreach (var input in Inputs(call, most))
        {
            try
            {
                var from = call.Crm.Live(call.Type, input["from"]?["id"]?.ToString() ?? "");
                var to = call.Crm.Live(To(call), input["to"]?["id"]?.ToString() ?? "");
                write(from, to, input);
                results.Add(new JObject { ["fromObjectId"] = from.Id, ["toObjectId"] = to.Id, ["labels"] = new JArray() });
            }
            catch (HubSpotRefusalException refusal)
            {
                errors.Add(refusal.ToBatchError(null, input["from"]?["id"]?.ToString()));
            }
        }

        var json = new JObject { ["status"] = "COMPLETE", ["results"] = results };
        if (errors.Count == 0) return new HubSpotAnswer(201, json);
        json["numErrors"] = errors.Count;
        json["errors"] = errors;
        return new HubSpotAnswer(207, json);
    }

    private static IEnumerable<JObject> Links(HubSpotCall call, HubSpotObject from) => call.Crm.LinksOf(from, To(call)).OrderBy(l => l.ToId).GroupBy(l => l.ToId).Select(g => new JObject
    {
        ["toObjectId"] = g.Key,
        ["associationTypes"] = new JArray(g.Select(l => new JObject { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = l.TypeId, ["label"] = null })),
    });

    private static JArray Inputs(HubSpotCall call, int most) => call.Body["inputs"] is JArray inputs && inputs.Count <= most
        ? inputs : throw HubSpotRefusalException.Invalid($"inputs is required, with at most {most} entries");

    private static HubSpotTypes To(HubSpotCall call) => HubSpotTypes.Of(call.Route("to"));
}
