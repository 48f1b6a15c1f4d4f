using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;
using Refit;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>One call to Google: a JSON object or a failure; both of Google's error shapes are read.</summary>
internal static class GoogleAnswer
{
    /// <summary>Makes a call.</summary>
    /// <param name="session">Whose call it is.</param>
    /// <param name="call">The call, given the API and the authorisation header.</param>
    /// <param name="cancellationToken">The caller's own token.</param>
    /// <param name="write">True for a call that is not repeatable: a lost answer is then uncertain.</param>
    internal static async Task<VendorResult<JsonDocument>> Send(
        VendorSession session, Func<IGoogleBusinessProfileApi, string, Task<HttpResponseMessage>> call, CancellationToken cancellationToken, bool write = false)
    {
        try
        {
            var api = RestService.For<IGoogleBusinessProfileApi>(session.Http, NewtonsoftContentSerializer.Refit);
            using var response = await call(api, "Bearer " + session.Credentials.GetValueOrDefault(CredentialNames.AccessToken, ""));
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var body = Parse(text);
            if (response.IsSuccessStatusCode && body is not null)
            {
                return body;
            }

            using (body)
            {
                return response.IsSuccessStatusCode ? FailureTable.NoAnswer(response, text, write) : Failure(response, text, body?.RootElement ?? default, session.Time);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Known(fault, write) is not null)
        {
            return Known(fault, write)!;
        }
    }

    /// <summary>One call to an address that stands in no interface, for Google's other hosts.</summary>
    /// <param name="session">Whose call it is.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">The address, from <see cref="GoogleHosts"/>.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="cancellationToken">The caller's own token.</param>
    /// <param name="edit">True for a change of the profile that may be sent twice; it takes its place among the edits.</param>
    internal static Task<VendorResult<JsonDocument>> Send(VendorSession session, HttpMethod method, Uri address, JObject? body, CancellationToken cancellationToken, bool edit = false) => Send(
        session, async (_, token) =>
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.TryAddWithoutValidation("Authorization", token);
            request.Content = body is null ? null : new StringContent(body.ToString(), Encoding.UTF8, "application/json");
            if (edit)
            {
                request.Options.Set(VendorCall.Repeatable, true);
                request.Options.Set(VendorCall.Bucket, GoogleBusinessProfileSettings.Edits);
            }

            return await session.Http.SendAsync(request, cancellationToken);
        }, cancellationToken);

    internal static VendorFailure Failure(HttpResponseMessage response, string text, JsonElement body, TimeProvider time)
    {
        var error = body.Get("error");
        var message = error.Text("message");
        var reasons = error.Get("errors").Items().Concat(error.Get("details").Items()).Select(e => e.Text("reason")).ToList();
        var tooFast = (int)response.StatusCode == 429 || reasons.Contains("rateLimitExceeded") || reasons.Contains("userRateLimitExceeded") || reasons.Contains("RATE_LIMIT_EXCEEDED");
        if (tooFast && error.Get("details").Items().Any(d => d.Get("metadata").Text("quota_limit_value") == "0"))
        {
            return FailureTable.Of(
                response, text, time, FailureKind.Misconfigured,
                "The cloud project has quota 0: waiting for Google to approve the application for API access.");
        }

        return FailureTable.Of(response, text, time, tooFast ? FailureKind.RateLimited : null, message is null ? null : FailureTable.Cut(message));
    }

    private static VendorFailure? Known(Exception fault, bool write) =>
        FailureTable.Of(fault, write) ?? fault switch
        {
            OperationCanceledException => new(write ? FailureKind.Uncertain : FailureKind.Transient, "No answer in time."),
            _ when fault.InnerException is HttpRequestException or IOException => FailureTable.Of(fault.InnerException, write),
            _ => null,
        };

    private static JsonDocument? Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
