using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Up to 100 records in one call, with 207 and errors matched by <c>objectWriteTraceId</c> where some fail.</summary>
/// <remarks>
/// A batch create is all or nothing unless every input carries its own trace id. An upsert by e-mail does not support partial success
/// ("Contacts guide": use a custom unique property for that), so one bad input refuses it whole.
/// </remarks>
internal static class HubSpotBatchEndpoints
{
    public static void Map(HubSpotEndpoints all)
    {
        string[] legacy = ["v3"];
        all.Add("POST", "/crm/objects", "/{type}/batch/read", Read, legacy, HubSpotObjectEndpoints.Reads);
        all.Add("POST", "/crm/objects", "/{type}/batch/create", c => Write(c, Create, 201, allOrNothing: !EveryInputIsTraced(c)), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("POST", "/crm/objects", "/{type}/batch/update", c => Write(c, Update, 200, allOrNothing: false), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("POST", "/crm/objects", "/{type}/batch/upsert", c => Write(c, Upsert, 200, allOrNothing: ByEmail(c)), legacy, HubSpotObjectEndpoints.Writes);
        all.Add("POST", "/crm/objects", "/{type}/batch/archive", Archive, legacy, HubSpotObjectEndpoints.Writes);
    }

    private static JArray Inputs(HubSpotCall call)
    {
        if (call.Body["inputs"] is not JArray { Count: > 0 } inputs) throw HubSpotRefusalException.Invalid("inputs is required and must not be empty");
        return inputs.Count <= 100 ? inputs : throw HubSpotRefusalException.Invalid("The maximum batch size is 100 inputs");
    }

    private static bool EveryInputIsTraced(HubSpotCall call)
    {
        var ids = Inputs(call).Select(i => (string?)i["objectWriteTraceId"]).ToList();
        return ids.TrueForAll(i => !string.IsNullOrEmpty(i)) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;
    }

    private static bool ByEmail(HubSpotCall call) => Inputs(call).Any(i => (string?)i["idProperty"] == "email");

    private static HubSpotAnswer Read(HubSpotCall call)
    {
        var asked = (call.Body["properties"] as JArray)?.Values<string>().OfType<string>().ToList() ?? [];
        var history = (call.Body["propertiesWithHistory"] as JArray)?.Values<string>().OfType<string>().ToList() ?? [];
        var results = new List<JObject>();
        var missing = new List<string>();
        foreach (var id in Inputs(call).Select(i => i["id"]?.ToString() ?? ""))
        {
            if (call.Crm.Find(call.Type, id, (string?)call.Body["idProperty"]) is { ArchivedAt: null } found)
            {
                results.Add(HubSpotObjectEndpoints.Show(call, found, asked, history));
            }
            else
            {
                missing.Add(id);
            }
        }

        var errors = missing.Count == 0 ? [] : new List<JObject>
        {
            new()
            {
                ["status"] = "error", ["category"] = "OBJECT_NOT_FOUND",
                ["message"] = $"Could not get some {call.Type.Singular.ToUpperInvariant()} objects, they may be deleted or not exist. Check that ids are valid.",
                ["context"] = new JObject { ["ids"] = new JArray(missing) },
            },
        };
        return Say(call, results, errors, 200);
    }

    private static HubSpotAnswer Write(HubSpotCall call, Func<HubSpotCall, JObject, bool, JObject?> one, int good, bool allOrNothing)
    {
        var inputs = Inputs(call).Cast<JObject>().ToList();
        RefuseDoubles(inputs);
        if (allOrNothing)
        {
            foreach (var input in inputs) one(call, input, true);
        }

        var results = new List<JObject>();
        var errors = new List<JObject>();
        foreach (var input in inputs)
        {
            var trace = (string?)input["objectWriteTraceId"];
            try
            {
                var result = one(call, input, false)!;
                if (trace is not null) result["objectWriteTraceId"] = trace;
                results.Add(result);
            }
            catch (HubSpotRefusalException refusal) when (!allOrNothing)
            {
                errors.Add(refusal.ToBatchError(trace, trace is null ? input["id"]?.ToString() : null));
            }
        }

        return Say(call, results, errors, good);
    }

    private static void RefuseDoubles(List<JObject> inputs)
    {
        var keys = inputs.Select(i => (i["id"]?.ToString() ?? i["properties"]?["email"]?.ToString())?.ToLowerInvariant()).OfType<string>().ToList();
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Count) throw HubSpotRefusalException.Invalid("Duplicate IDs found in batch input");
    }

    private static JObject? Create(HubSpotCall call, JObject input, bool tryOnly)
    {
        var properties = HubSpotCall.Properties(input["properties"]);
        HubSpotObjectEndpoints.Targets(call, call.Type.Plural, input["associations"]);
        if (tryOnly)
        {
            call.Crm.Check(call.Type, null, properties, call.By);
            return null;
        }

        var made = call.Crm.Create(call.Type, properties, call.By, call.RequestId);
        HubSpotObjectEndpoints.LinkInline(call, made, input["associations"]);
        return HubSpotObjectEndpoints.Show(call, made, [.. properties.Keys], []);
    }

    private static JObject? Update(HubSpotCall call, JObject input, bool tryOnly)
    {
        var found = call.Crm.Live(call.Type, input["id"]?.ToString() ?? "", (string?)input["idProperty"]);
        call.RefuseWhenLocked(found);
        var properties = HubSpotCall.Properties(input["properties"]);
        if (tryOnly)
        {
            call.Crm.Check(call.Type, found, properties, call.By);
            return null;
        }

        call.Crm.Update(call.Type, found, properties, call.By, call.RequestId);
        return HubSpotObjectEndpoints.Show(call, found, [.. properties.Keys], []);
    }

    private static JObject? Upsert(HubSpotCall call, JObject input, bool tryOnly)
    {
        var key = input["id"]?.ToString() ?? throw HubSpotRefusalException.Invalid("id is required");
        var idProperty = (string?)input["idProperty"] ?? throw HubSpotRefusalException.Invalid("idProperty is required");
        var isNew = call.Crm.Find(call.Type, key, idProperty) is not { ArchivedAt: null };
        if (isNew)
        {
            var properties = input["properties"] as JObject ?? [];
            properties[idProperty] ??= key;
            input["properties"] = properties;
        }

        var result = isNew ? Create(call, input, tryOnly) : Update(call, input, tryOnly);
        if (result is not null) result["new"] = isNew;
        return result;
    }

    private static HubSpotAnswer Archive(HubSpotCall call)
    {
        foreach (var input in Inputs(call))
        {
            if (call.Crm.Find(call.Type, input["id"]?.ToString() ?? "") is { } found) call.Crm.Archive(call.Type, found, call.By, call.RequestId);
        }

        return HubSpotAnswer.Empty;
    }

    private static HubSpotAnswer Say(HubSpotCall call, List<JObject> results, List<JObject> errors, int good)
    {
        if (call.Hub.Switches.BatchResultsReversed) results.Reverse();
        if (call.Hub.Switches.BatchResultsIncomplete && results.Count > 0) results.RemoveAt(results.Count - 1);
        var at = HubSpotTime.Text(call.Hub.World.Now);
        var json = new JObject { ["status"] = "COMPLETE", ["results"] = new JArray(results), ["startedAt"] = at, ["completedAt"] = at };
        if (errors.Count == 0) return new HubSpotAnswer(good, json);
        json["numErrors"] = errors.Count;
        json["errors"] = new JArray(errors);
        return new HubSpotAnswer(207, json);
    }
}
