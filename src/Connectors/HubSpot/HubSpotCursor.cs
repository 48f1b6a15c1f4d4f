using Newtonsoft.Json;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Place in a search.</summary>
/// <param name="From">Changed at or after this instant, unix milliseconds.</param>
/// <param name="Tie">When set: only records changed exactly at <paramref name="From"/>, with an id above this one.</param>
internal sealed record HubSpotCursor(
    [property: JsonProperty("from")] long From, [property: JsonProperty("tie")] string? Tie)
{
    /// <summary>The cursor in a text; a missing or unreadable one begins at <paramref name="since"/>.</summary>
    internal static HubSpotCursor Read(string? text, DateTimeOffset since)
    {
        try
        {
            if (text is not null && JsonConvert.DeserializeObject<HubSpotCursor>(text) is { } cursor)
            {
                return cursor;
            }
        }
        catch (JsonException)
        {
            // Beginning again repeats reads and loses nothing.
        }

        return new(since.ToUnixTimeMilliseconds(), null);
    }

    /// <summary>The cursor as text.</summary>
    internal string Write() => JsonConvert.SerializeObject(this, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });
}
