using System.Reflection;
using Newtonsoft.Json;
using Refit;

namespace IntegrationHub.Connectors.Http;

/// <summary>Lets Refit write and read API models with Newtonsoft.Json (64-bit ids survive, dates stay text).</summary>
public sealed class NewtonsoftContentSerializer(JsonSerializerSettings settings) : IHttpContentSerializer
{
    /// <summary>Settings for all vendors: absent values are not sent, dates are not guessed, deep documents are refused.</summary>
    public static JsonSerializerSettings Settings { get; } = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = 64,
    };

    /// <summary>Refit settings with this serializer. Faults of the line come as they are, not wrapped: <see cref="FailureTable"/> tells them apart by their type.</summary>
    public static RefitSettings Refit { get; } = new(new NewtonsoftContentSerializer(Settings)) { TransportExceptionFactory = static (_, fault, _) => fault };

    /// <inheritdoc />
    public HttpContent ToHttpContent<T>(T item)
    {
        var content = new StringContent(JsonConvert.SerializeObject(item, settings));
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return content;
    }

    /// <inheritdoc />
    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        using var reader = new JsonTextReader(new StreamReader(await content.ReadAsStreamAsync(cancellationToken)));
        return JsonSerializer.Create(settings).Deserialize<T>(reader);
    }

    /// <inheritdoc />
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => propertyInfo.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName;
}
