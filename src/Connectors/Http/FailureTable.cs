using System.Net;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IntegrationHub.Connectors.Http;

/// <summary>What follows from a status or a broken line: one default table; a connector passes its own rows over it.</summary>
public static class FailureTable
{
    private const int Excerpt = 300;

    /// <summary>The default row of a status that is no success.</summary>
    public static FailureKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 => FailureKind.Unauthorised,
        402 or 403 or 426 => FailureKind.Misconfigured,
        404 or 410 => FailureKind.NotFound,
        408 or 423 or 425 => FailureKind.Transient,
        429 => FailureKind.RateLimited,
        >= 300 and < 400 => FailureKind.Misconfigured,
        >= 400 and < 500 => FailureKind.Rejected,
        _ => FailureKind.Transient,
    };

    /// <summary>A failure from an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body as text.</param>
    /// <param name="time">The clock, for dates in <c>Retry-After</c>.</param>
    /// <param name="kind">The connector's own row; null for the default.</param>
    /// <param name="message">The vendor's own words, where the connector found them.</param>
    public static VendorFailure Of(HttpResponseMessage response, string body, TimeProvider time, FailureKind? kind = null, string? message = null) => new(
        kind ?? KindOf(response.StatusCode),
        $"{(int)response.StatusCode} {response.ReasonPhrase}: {message ?? Cut(body)}",
        RetryAfter.Of(response, time.GetUtcNow()),
        (int)response.StatusCode);

    /// <summary>
    /// A failure where the status says success but the body is no answer: empty, HTML, cut off. The vendor's edge answers so when the vendor itself is unwell; a write may have happened.
    /// </summary>
    public static VendorFailure NoAnswer(HttpResponseMessage response, string body, bool write) => new(
        write ? FailureKind.Uncertain : FailureKind.Transient,
        $"{(int)response.StatusCode} without a readable answer: {(body.Length == 0 ? "the body is empty" : Cut(body))}",
        null,
        (int)response.StatusCode);

    /// <summary>A failure from a fault of the line. Null when the fault is no such fault and must go on.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="write">True when the request changes something and is not repeatable: whether it arrived is then unknown unless it never left.</param>
    public static VendorFailure? Of(Exception fault, bool write) => fault switch
    {
        BrokenCircuitException broken => new(FailureKind.Transient, "The vendor failed several times in a row; calls pause for a moment.", broken.RetryAfter is { } wait ? RetryAfter.Bounded(wait) : null),
        CallWithdrawnException withdrawn => new(FailureKind.Transient, withdrawn.Message),
        LoginUnavailableException login => login.Failure,
        BlockedAddressException blocked => new(FailureKind.Misconfigured, blocked.Message),
        TimeoutRejectedException => new(write ? FailureKind.Uncertain : FailureKind.Transient, "No answer in time."),
        OversizedAnswerException big => new(write ? FailureKind.Uncertain : FailureKind.Rejected, big.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } refused =>
            new(FailureKind.Transient, "No connection: " + Redactor.Redact(refused.Message)),
        HttpRequestException or IOException => new(write ? FailureKind.Uncertain : FailureKind.Transient, "The connection broke: " + Redactor.Redact(fault.Message)),
        _ => null,
    };

    /// <summary>The beginning of a text, redacted and on one line.</summary>
    public static string Cut(string text)
    {
        var clean = Redactor.Redact(JsonReading.CleanText(text)).ReplaceLineEndings(" ").Trim();
        return clean.Length <= Excerpt ? clean : new StringBuilder(clean, 0, Excerpt, Excerpt + 1).Append('…').ToString();
    }
}
