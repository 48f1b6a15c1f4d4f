using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

// What HubSpot checks before it writes, and which values are unique.
internal sealed partial class HubSpotCrm
{
    /// <summary>The values as HubSpot would store them, after all its checks of a new (null) or present record. Changes nothing.</summary>
    public Dictionary<string, string?> Check(HubSpotTypes type, HubSpotObject? o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by)
    {
        var values = Checked(type, o, properties, by);
        if (o is not null) return values;
        if (type.Plural == "contacts" && !values.Any(v => v.Key is "email" or "firstname" or "lastname" && !string.IsNullOrEmpty(v.Value)))
        {
            throw HubSpotRefusalException.Invalid("Property values were not valid: one of email, firstname, lastname is needed");
        }

        if (type.IsActivity && string.IsNullOrEmpty(values.GetValueOrDefault("hs_timestamp")))
        {
            throw HubSpotRefusalException.Invalid("Error creating " + type.Singular.ToUpperInvariant() + ". Some required properties were not set: hs_timestamp");
        }

        if (values.TryGetValue("email", out var email) && email is not null && _blockedEmails.Contains(email))
        {
            throw HubSpotRefusalException.Invalid("This email address was deleted for privacy reasons and cannot be used again");
        }

        return values;
    }

    /// <summary>The values as HubSpot would store them, after all its checks. Throws one refusal that names every wrong property.</summary>
    private Dictionary<string, string?> Checked(HubSpotTypes type, HubSpotObject? o, IReadOnlyDictionary<string, string?> properties, HubSpotActor by)
    {
        var good = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var bad = new List<JObject>();
        foreach (var (name, given) in properties)
        {
            if (Definition(type, name) is not { } definition)
            {
                bad.Add(HubSpotProblems.Of(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist"));
                continue;
            }

            var (value, problem) = HubSpotProblems.Normalise(definition, given, o?[definition.Name], OptionsOf(type, definition));
            if (problem is not null) bad.Add(problem);
            else if (definition.Name == "lifecyclestage" && by.IsApp && GoesBack(o, value)) continue;
            else good[definition.Name] = value;
        }

        if (bad.Count > 0) throw HubSpotRefusalException.BadProperties(bad);
        foreach (var (name, value) in good.Where(v => !string.IsNullOrEmpty(v.Value) && Definition(type, v.Key)!.HasUniqueValue))
        {
            if (_unique.TryGetValue(UniqueKey(type, name, value!), out var holder) && holder != o?.Id)
            {
                throw new HubSpotRefusalException(409, "CONFLICT", $"{char.ToUpperInvariant(type.Singular[0])}{type.Singular[1..]} already exists. Existing ID: {holder}");
            }
        }

        return good;
    }

    // Answered with 200 and not done: the stage only moves forward by API, unless it was cleared before.
    private static bool GoesBack(HubSpotObject? o, string? value) => o is not null && !string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(o["lifecyclestage"])
        && HubSpotTypes.LifecycleRank(value) < HubSpotTypes.LifecycleRank(o["lifecyclestage"]);

    private IReadOnlyList<string>? OptionsOf(HubSpotTypes type, HubSpotPropertyDefinition definition) => definition.Name switch
    {
        "dealstage" or "hs_pipeline_stage" => [.. Pipelines[type.Plural].SelectMany(p => p.Stages).Select(s => s.Id)],
        "pipeline" or "hs_pipeline" => [.. Pipelines[type.Plural].Select(p => p.Id)],
        _ => definition.Options,
    };

    private void AddDefaults(HubSpotTypes type, Dictionary<string, string?> values)
    {
        switch (type.Plural)
        {
            case "contacts": values.TryAdd("lifecyclestage", "lead"); break;
            case "deals": values.TryAdd("pipeline", Pipelines["deals"][0].Id); break;
            case "tickets": values.TryAdd("hs_pipeline", Pipelines["tickets"][0].Id); break;
            case "tasks": values.TryAdd("hs_task_status", "NOT_STARTED"); break;
        }
    }

    private void FreeUnique(HubSpotTypes type, HubSpotObject o)
    {
        foreach (var d in Definitions(type).Where(d => d.HasUniqueValue && !string.IsNullOrEmpty(o[d.Name])))
        {
            var key = UniqueKey(type, d.Name, o[d.Name]!);
            if (_unique.TryGetValue(key, out var holder) && holder == o.Id) _unique.Remove(key);
        }
    }

    private static (string, string, string) UniqueKey(HubSpotTypes type, string property, string value) =>
        (type.Plural, property.ToLowerInvariant(), value.Trim().ToLowerInvariant());
}
