using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Makes one call and sorts its answer by status and problem document.</summary>
internal static class MailchimpAnswer
{
    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(30);

    /// <summary>The answer's JSON (undefined for 204), or why there is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="call">The call, given the API and the Authorization value.</param>
    /// <param name="unrepeatable">True when a lost answer leaves open whether it happened.</param>
    internal static async Task<VendorResult<JsonElement>> SendAsync(VendorSession session, Func<IMailchimpApi, string, Task<HttpResponseMessage>> call, bool unrepeatable = false)
    {
        if (!session.Credentials.TryGetValue(CredentialNames.AccessToken, out var token) || token.Length == 0)
        {
            return new VendorFailure(FailureKind.Unauthorised, "The grant has no access token.");
        }

        Redactor.Register(token);
        try
        {
            using var response = await call(Refit.RestService.For<IMailchimpApi>(session.Http, NewtonsoftContentSerializer.Refit), "Bearer " + token);
            var body = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? Read(response, body, unrepeatable) : Problem(response, body, session.Time);
        }
        catch (Exception fault) when (FailureTable.Of(fault, unrepeatable) is not null)
        {
            return FailureTable.Of(fault, unrepeatable)!;
        }
    }

    private static VendorResult<JsonElement> Read(HttpResponseMessage response, string body, bool unrepeatable)
    {
        if (response.StatusCode is System.Net.HttpStatusCode.NoContent)
        {
            return default(JsonElement);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return FailureTable.NoAnswer(response, body, unrepeatable);
        }
    }

    /// <summary>https://mailchimp.com/developer/marketing/docs/errors/ : titles decide; a 403 without one is throttling at the edge.</summary>
    private static VendorFailure Problem(HttpResponseMessage response, string body, TimeProvider time)
    {
        string? title = null;
        string? words = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            title = document.RootElement.Text("title");
            var fields = document.RootElement.Get("errors").Items().Select(error => error.Text("field") + ": " + error.Text("message"));
            words = FailureTable.Cut(string.Join("; ", new[] { title, document.RootElement.Text("detail") }.OfType<string>().Concat(fields)));
        }
        catch (JsonException)
        {
            // Not a problem document: the excerpt of the body says what there is.
        }

        var status = (int)response.StatusCode;
        if (status == 429 || (status == 403 && title is null))
        {
            var failure = FailureTable.Of(response, body, time, FailureKind.RateLimited, words);
            return failure with { RetryAfter = failure.RetryAfter ?? Throttled };
        }

        FailureKind? kind = status switch { 403 => FailureKind.Unauthorised, 405 => FailureKind.Rejected, _ => null };
        return FailureTable.Of(response, body, time, kind, words);
    }
}
