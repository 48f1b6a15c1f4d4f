using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The CRM search: filter groups (OR) of filters (AND), one sort, pages of at most 200 up to 10,000 results. "Search the CRM", developers.hubspot.com.</summary>
internal static partial class HubSpotSearch
{
    private const int MaxPage = 200;
    private const int MaxResults = 10_000;

    public static HubSpotAnswer Run(HubSpotCrm crm, HubSpotTypes type, JObject body, DateTimeOffset asOf)
    {
        if (body.ToString(Newtonsoft.Json.Formatting.None).Length > 3000) throw HubSpotRefusalException.Invalid("Search request body exceeds 3000 characters");
        var groups = (body["filterGroups"] as JArray ?? []).Select(g => (g["filters"] as JArray ?? []).Cast<JObject>().ToList()).ToList();
        if (groups.Count > 5 || groups.Any(g => g.Count > 6) || groups.Sum(g => g.Count) > 18)
        {
            throw HubSpotRefusalException.Invalid("Too many filters: at most 5 filterGroups, 6 filters in one and 18 in all");
        }

        var limit = (int?)body["limit"] ?? 10;
        if (limit is < 1 or > MaxPage) throw HubSpotRefusalException.Invalid($"limit must be between 1 and {MaxPage}");
        var after = After(body["after"]);
        if (after + limit > MaxResults) throw HubSpotRefusalException.Invalid("Paging past 10000 results is not supported: refine the search");

        // Results come from an index that may lag behind; archived records are never in it.
        var found = crm.Of(type).Where(o => o.ArchivedAt is null && o.CreatedAt <= asOf)
            .Where(o => groups.Count == 0 || groups.Any(g => g.All(f => Matches(crm, type, o, f, asOf))))
            .Where(o => Mentions(o, (string?)body["query"], asOf));
        var sorted = Sort(crm, type, found, body["sorts"] as JArray, asOf).ToList();
        var asked = (body["properties"] as JArray)?.Values<string>().OfType<string>().ToList();
        var shown = asked is { Count: > 0 } ? asked.Concat([type.Created, type.Modified, "hs_object_id"]) : type.Shown;
        var json = new JObject
        {
            ["total"] = sorted.Count,
            ["results"] = new JArray(sorted.Skip(after).Take(limit).Select(o => o.ToJson(shown, [], null, asOf))),
        };
        if (sorted.Count > after + limit)
        {
            json["paging"] = new JObject { ["next"] = new JObject { ["after"] = (after + limit).ToString(CultureInfo.InvariantCulture) } };
        }

        return new HubSpotAnswer(200, json);
    }

    private static int After(JToken? token)
    {
        var text = token?.ToString();
        if (string.IsNullOrEmpty(text)) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? after : throw HubSpotRefusalException.Invalid("after must be an integer");
    }

    private static bool Mentions(HubSpotObject o, string? query, DateTimeOffset asOf) => string.IsNullOrEmpty(query)
        || o.PropertyNames.Any(p => o.ValueAt(p, asOf)?.Contains(query, StringComparison.OrdinalIgnoreCase) == true);

    private static bool Matches(HubSpotCrm crm, HubSpotTypes type, HubSpotObject o, JObject filter, DateTimeOffset asOf)
    {
        var name = (string?)filter["propertyName"] ?? throw HubSpotRefusalException.Invalid("propertyName is required");
        var op = (string?)filter["operator"] ?? throw HubSpotRefusalException.Invalid("operator is required");
        var wanted = filter["value"]?.ToString();
        if (name.StartsWith("associations.", StringComparison.Ordinal)) return MatchesLink(crm, o, name["associations.".Length..], op, filter, wanted);
        var definition = crm.Definition(type, name)
            ?? throw HubSpotRefusalException.Invalid($"There was a problem with the request: property {name} does not exist");
        var value = o.ValueAt(name, asOf);
        var has = !string.IsNullOrEmpty(value);
        var values = (filter["values"] as JArray ?? []).Select(v => v.ToString());
        return op switch
        {
            "HAS_PROPERTY" => has,
            "NOT_HAS_PROPERTY" => !has,
            "EQ" => has && Parts(definition, value!).Any(v => Compare(definition, v, Needed(wanted)) == 0),
            "NEQ" => !has || Parts(definition, value!).All(v => Compare(definition, v, Needed(wanted)) != 0),
            "LT" => has && Compare(definition, value!, Needed(wanted)) < 0,
            "LTE" => has && Compare(definition, value!, Needed(wanted)) <= 0,
            "GT" => has && Compare(definition, value!, Needed(wanted)) > 0,
            "GTE" => has && Compare(definition, value!, Needed(wanted)) >= 0,
            "BETWEEN" => has && Compare(definition, value!, Needed(wanted)) >= 0 && Compare(definition, value!, Needed(filter["highValue"]?.ToString())) <= 0,
            // String values must be given in lower case: anything else finds nothing, as at HubSpot.
            "IN" => has && values.Any(w => Parts(definition, value!).Any(v => InEquals(definition, v, w))),
            "NOT_IN" => !has || values.All(w => Parts(definition, value!).All(v => !InEquals(definition, v, w))),
            "CONTAINS_TOKEN" => has && HasToken(value!, Needed(wanted)),
            "NOT_CONTAINS_TOKEN" => !has || !HasToken(value!, Needed(wanted)),
            _ => throw HubSpotRefusalException.Invalid($"Invalid operator: {op}"),
        };
    }

    private static bool MatchesLink(HubSpotCrm crm, HubSpotObject o, string toType, string op, JObject filter, string? wanted)
    {
        var linked = crm.LinksOf(o, HubSpotTypes.Of(toType)).Select(l => l.ToId.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        return op switch
        {
            "EQ" => linked.Contains(Needed(wanted)),
            "IN" => (filter["values"] as JArray ?? []).Any(v => linked.Contains(v.ToString())),
            "HAS_PROPERTY" => linked.Count > 0,
            "NOT_HAS_PROPERTY" => linked.Count == 0,
            _ => throw HubSpotRefusalException.Invalid($"Invalid operator for associations: {op}"),
        };
    }

    private static string Needed(string? value) => value ?? throw HubSpotRefusalException.Invalid("value is required for this operator");

    private static string[] Parts(HubSpotPropertyDefinition definition, string value) => definition.IsMultiCheckbox ? value.Split(';') : [value];

    private static bool InEquals(HubSpotPropertyDefinition definition, string value, string wanted) => definition.Type == "string"
        ? string.Equals(value.ToLowerInvariant(), wanted, StringComparison.Ordinal) : Compare(definition, value, wanted) == 0;

    private static bool HasToken(string value, string wanted)
    {
        var pattern = "^" + Regex.Escape(wanted).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
        return Regex.IsMatch(value, pattern, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)
            || Words().Matches(value).Any(w => Regex.IsMatch(w.Value, pattern, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking));
    }

    private static IEnumerable<HubSpotObject> Sort(HubSpotCrm crm, HubSpotTypes type, IEnumerable<HubSpotObject> found, JArray? sorts, DateTimeOffset asOf)
    {
        if (sorts is { Count: > 1 }) throw HubSpotRefusalException.Invalid("Only one sort is supported");
        var by = type.Created;
        var down = false;
        if (sorts is [JObject sort])
        {
            by = (string?)sort["propertyName"] ?? by;
            down = (string?)sort["direction"] == "DESCENDING";
        }
        else if (sorts is [JValue text])
        {
            by = text.ToString(CultureInfo.InvariantCulture).TrimStart('-');
            down = text.ToString(CultureInfo.InvariantCulture).StartsWith('-');
        }

        var definition = crm.Definition(type, by) ?? throw HubSpotRefusalException.Invalid($"property {by} does not exist");
        var comparer = Comparer<string?>.Create((a, b) => a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : Compare(definition, a, b));
        return down
            ? found.OrderByDescending(o => o.ValueAt(by, asOf), comparer).ThenByDescending(o => o.Id)
            : found.OrderBy(o => o.ValueAt(by, asOf), comparer).ThenBy(o => o.Id);
    }

    private static int Compare(HubSpotPropertyDefinition definition, string value, string wanted)
    {
        switch (definition.Type)
        {
            case "datetime" or "date":
                var at = HubSpotTime.Parse(wanted) ?? throw HubSpotRefusalException.Invalid($"{wanted} is not a valid time for {definition.Name}");
                return (HubSpotTime.Parse(value) ?? DateTimeOffset.MinValue).CompareTo(at);
            case "number":
                return Number(value).CompareTo(Number(wanted));
            default:
                return string.Compare(value, wanted, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static decimal Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
        ? n : throw HubSpotRefusalException.Invalid($"{text} is not a number");

    [GeneratedRegex(@"[\w.+-]+")]
    private static partial Regex Words();
}
