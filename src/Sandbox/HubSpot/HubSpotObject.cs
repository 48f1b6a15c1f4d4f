using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A CRM record (contact, deal, ticket, company, note, task, call, meeting). All property values are text or null.</summary>
public sealed class HubSpotObject
{
    private readonly Dictionary<string, List<HubSpotValue>> _values = new(StringComparer.OrdinalIgnoreCase);

    internal HubSpotObject(string type, long id, DateTimeOffset createdAt)
    {
        Type = type;
        Id = id;
        CreatedAt = createdAt;
        UpdatedAt = createdAt;
    }

    /// <summary>The plural type name of the paths: contacts, deals, tickets, companies, notes, tasks, calls, meetings.</summary>
    public string Type { get; }

    /// <summary>The record's id; larger than 32 bits for contacts, as seen in real accounts.</summary>
    public long Id { get; }

    /// <summary>The id as the API writes it.</summary>
    public string IdText => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>When the record was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When a property last changed.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>When it was put into the bin, or null.</summary>
    public DateTimeOffset? ArchivedAt { get; internal set; }

    /// <summary>The current value, null when never set or cleared.</summary>
    public string? this[string property] => _values.TryGetValue(property, out var all) ? all[^1].Value : null;

    /// <summary>All values a property had, oldest first.</summary>
    public IReadOnlyList<HubSpotValue> History(string property) => _values.TryGetValue(property, out var all) ? all : [];

    internal IEnumerable<string> PropertyNames => _values.Keys;

    /// <summary>The value as it stood at an instant: what a search index that lags behind still shows.</summary>
    internal string? ValueAt(string property, DateTimeOffset at)
    {
        if (!_values.TryGetValue(property, out var all)) return null;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].At <= at) return all[i].Value;
        }

        return null;
    }

    internal void Set(string property, string? value, DateTimeOffset at, HubSpotActor by)
    {
        if (!_values.TryGetValue(property, out var all)) _values[property] = all = [];
        all.Add(new HubSpotValue(value, at, by));
    }

    internal JObject ToJson(IEnumerable<string> properties, IReadOnlyCollection<string> withHistory, JObject? associations, DateTimeOffset? asOf = null)
    {
        var shown = new JObject();
        foreach (var name in properties.Concat(withHistory).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            shown[name] = asOf is { } at ? ValueAt(name, at) : this[name];
        }

        var json = new JObject { ["id"] = IdText, ["properties"] = shown };
        if (withHistory.Count > 0)
        {
            var histories = new JObject();
            foreach (var name in withHistory)
            {
                histories[name] = new JArray(History(name).Reverse().Select(v => new JObject
                {
                    ["value"] = v.Value ?? "",
                    ["timestamp"] = HubSpotTime.Text(v.At),
                    ["sourceType"] = v.By.ChangeSource,
                    ["sourceId"] = v.By.SourceId,
                }));
            }

            json["propertiesWithHistory"] = histories;
        }

        json["createdAt"] = HubSpotTime.Text(CreatedAt);
        json["updatedAt"] = HubSpotTime.Text(UpdatedAt);
        json["archived"] = ArchivedAt is not null;
        if (ArchivedAt is { } gone) json["archivedAt"] = HubSpotTime.Text(gone);
        if (associations is { Count: > 0 }) json["associations"] = associations;
        return json;
    }
}
