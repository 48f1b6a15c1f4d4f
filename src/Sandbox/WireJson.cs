using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox;

/// <summary>JSON as the vendors put it on the wire: dates stay text, numbers stay exact.</summary>
public static class WireJson
{
    /// <summary>Reads JSON text without guessing at dates. Null when it is not JSON.</summary>
    public static JToken? Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            var token = JToken.ReadFrom(reader);
            return reader.Read() ? null : token;
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    /// <summary>Reads a request's body as JSON; null when it is empty or not JSON.</summary>
    public static async Task<JToken?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return Parse(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
    }

    /// <summary>Writes an answer.</summary>
    public static IResult Answer(JToken body, int status = 200, string contentType = "application/json; charset=utf-8") =>
        Results.Text(body.ToString(Formatting.None), contentType, Encoding.UTF8, status);

    /// <summary>Money as the vendors write it: a decimal point and at least two places.</summary>
    public static string Money(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC with seconds and <c>Z</c>.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC with milliseconds and <c>Z</c>.</summary>
    public static string InstantMillis(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
