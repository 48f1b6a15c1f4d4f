using System.Globalization;
using System.Net;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Refit;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>One call to HubSpot and what it gave.</summary>
internal static class HubSpotAnswer
{
    /// <summary>Makes a call and reads a JSON object or a failure from it. Only the caller's own cancellation is thrown.</summary>
    /// <param name="session">Whose call it is.</param>
    /// <param name="write">True for a call that is not repeatable.</param>
    /// <param name="call">The call, given the API and the authorisation header.</param>
    /// <param name="cancellationToken">The caller's own token.</param>
    internal static async Task<VendorResult<JObject>> Send(VendorSession session, bool write, Func<IHubSpotApi, string, Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        try
        {
            var api = RestService.For<IHubSpotApi>(session.Http, NewtonsoftContentSerializer.Refit);
            using var response = await call(api, "Bearer " + HubSpotSettings.Of(session).AccessToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var body = Parse(text);
            return response.IsSuccessStatusCode
                ? (response.StatusCode is HttpStatusCode.NoContent ? [] : body) is { } good ? good : FailureTable.NoAnswer(response, text, write)
                : Failure(response, text, body, session);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Known(fault, write) is not null)
        {
            return Known(fault, write)!;
        }
    }

    /// <summary>HubSpot's own rows over the common table ("Error handling" and "Usage guidelines" in the developer docs).</summary>
    internal static VendorFailure Failure(HttpResponseMessage response, string text, JObject? body, VendorSession session)
    {
        FailureKind? kind = (int)response.StatusCode switch
        {
            409 or 414 => FailureKind.Rejected,
            423 or 477 or >= 500 => FailureKind.Transient,
            _ => null,
        };
        var failure = FailureTable.Of(response, text, session.Time, kind, Words(body));
        if (failure.RetryAfter is not null)
        {
            return failure;
        }

        // HubSpot promises no Retry-After: the policy's name tells how long the budget stays empty.
        TimeSpan? wait = (int)response.StatusCode switch
        {
            429 when Text(body, "policyName").StartsWith("DAILY", StringComparison.Ordinal) => UntilMidnight(session),
            429 when Text(body, "policyName").StartsWith("TEN_SECONDLY", StringComparison.Ordinal) => TimeSpan.FromSeconds(10),
            429 => TimeSpan.FromSeconds(1),
            423 => TimeSpan.FromSeconds(2),
            477 => TimeSpan.FromMinutes(15),
            _ => null,
        };
        return failure with { RetryAfter = wait };
    }

    private static VendorFailure? Known(Exception fault, bool write) =>
        FailureTable.Of(fault, write) ?? fault switch
        {
            ApiException { InnerException: { } inner } => FailureTable.Of(inner, write),
            OperationCanceledException => new(write ? FailureKind.Uncertain : FailureKind.Transient, "No answer in time."),
            _ when fault.InnerException is HttpRequestException or IOException => FailureTable.Of(fault.InnerException, write),
            _ => null,
        };

    // Bounded to 15 minutes like every wait; the next 429 asks again.
    private static TimeSpan UntilMidnight(VendorSession session)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(session.Connection.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(session.Time.GetUtcNow(), zone);
        var left = TimeSpan.FromDays(1) - local.TimeOfDay;
        return left < TimeSpan.FromMinutes(15) ? left : TimeSpan.FromMinutes(15);
    }

    private static string? Words(JObject? body)
    {
        var message = Text(body, "message");
        var category = Text(body, "category");
        return message.Length == 0 ? null : FailureTable.Cut(category.Length == 0 ? message : $"{message} ({category})");
    }

    /// <summary>A member; null when there is none or what should be an object is something else.</summary>
    internal static JToken? Get(JToken? token, string name) => token is JObject o ? o[name] : null;

    /// <summary>The objects of an array member; none when it is no array.</summary>
    internal static IEnumerable<JObject> Items(JToken? token, string name) => (Get(token, name) as JArray ?? []).OfType<JObject>();

    /// <summary>A plain value as text; empty when there is none.</summary>
    internal static string Text(JToken? token, string name) => token is JObject o && o[name] is JValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "";

    private static JObject? Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = 64 };
            return JObject.Load(reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
