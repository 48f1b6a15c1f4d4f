using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>
/// A JSON object of HubSpot read without surprises: ids come as exact digits, values as text whatever their JSON type, odd text (half surrogates, NUL) is cleaned.
/// Works on webhook items as well as on CRM records.
/// </summary>
/// <param name="Json">The object.</param>
public readonly record struct HubSpotModel(JsonElement Json)
{
    /// <summary>A record's id.</summary>
    public string? Id => Text("id");

    /// <summary>A member as text: the exact digits of a number, <c>true</c> or <c>false</c>; null when absent, null or no plain value.</summary>
    public string? Text(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? Plain(value) : null;

    /// <summary>A member as an instant: HubSpot writes milliseconds in webhooks and ISO 8601 in records.</summary>
    public DateTimeOffset? Time(string name) => ParseTime(Text(name));

    /// <summary>A member that is an object; an empty one when it is not.</summary>
    public HubSpotModel Object(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new(value) : default;

    /// <summary>The objects of an array member; none when it is no array.</summary>
    public IEnumerable<HubSpotModel> Items(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Object).Select(v => new HubSpotModel(v)) : [];

    /// <summary>The plain values of an array member.</summary>
    public IEnumerable<string> Texts(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(Plain).OfType<string>() : [];

    /// <summary>A CRM property of a record; null when absent or empty.</summary>
    public string? Property(string name) => Object("properties").Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>The values a property had, oldest first; empty when the record came without history.</summary>
    public IReadOnlyList<HubSpotChange> History(string name) =>
        [.. Object("propertiesWithHistory").Items(name)
            .Where(v => v.Time("timestamp") is not null)
            .Select(v => new HubSpotChange(v.Text("value") ?? "", v.Time("timestamp")!.Value, v.Text("sourceType"), v.Text("sourceId")))
            .OrderBy(c => c.At)];

    /// <summary>Ids of the associated objects of a kind (<c>contacts</c>), in HubSpot's order, each once.</summary>
    public IReadOnlyList<string> Associated(string kind) =>
        [.. Object("associations").Object(kind).Items("results").Select(r => r.Text("id") ?? r.Text("toObjectId")).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Reads milliseconds or ISO 8601; null for anything else and for times outside the calendar.</summary>
    public static DateTimeOffset? ParseTime(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
        {
            return ms < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    /// <summary>True for <c>true</c> in any case, as HubSpot writes flags.</summary>
    public static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.Text(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
