using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Hub.Api;

/// <summary>How the API's JSON is written and read: camelCase, 64-bit ids as text, enums as words.</summary>
public static class ApiJson
{
    /// <summary>For programs that read what the API writes.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds the API's converters.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Converters.Add(new LongAsText());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
