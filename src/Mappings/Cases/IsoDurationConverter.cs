using System.Xml;
using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Reads an ISO 8601 duration such as <c>PT90M</c>; refuses everything else with its line.</summary>
internal sealed class IsoDurationConverter : JsonConverter<TimeSpan?>
{
    /// <inheritdoc />
    public override TimeSpan? ReadJson(JsonReader reader, Type objectType, TimeSpan? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        if (reader.Value is null)
        {
            return null;
        }

        try
        {
            if (reader.Value is string text && XmlConvert.ToTimeSpan(text) is var span && span >= TimeSpan.Zero && span < TimeSpan.FromDays(3660))
            {
                return span;
            }
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
        }

        var line = reader as IJsonLineInfo;
        throw new JsonSerializationException($"`{reader.Value}` is no duration such as PT90M or P2D", reader.Path, line?.LineNumber ?? 0, line?.LinePosition ?? 0, null);
    }

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, TimeSpan? value, JsonSerializer serializer) => writer.WriteValue(value is { } span ? XmlConvert.ToString(span) : null);
}
