using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// Keeps the last request and answer of a connector's call for the attempt's row: redacted, cut at 64 KiB. A connector opens a <see cref="Scope"/> around its call; retries
/// inside it overwrite one another, so the last try is what is kept.
/// </summary>
public sealed class ExchangeRecorder : DelegatingHandler
{
    private const int Kept = 64 * 1024;
    private static readonly AsyncLocal<Scope?> Current = new();

    /// <summary>Starts to keep what is sent and received in this flow of control.</summary>
    public static Scope Begin() => new();

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scope = Current.Value;
        if (scope is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var sent = request.Method + " " + request.RequestUri + (request.Content is null ? "" : "\n" + await request.Content.ReadAsStringAsync(cancellationToken));
        scope.Exchange = new(Keep(sent), 0, "No answer came.");
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            scope.Exchange = new(Keep(sent), (int)response.StatusCode, Keep(answer));
            return response;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or Polly.ExecutionRejectedException)
        {
            scope.Exchange = new(Keep(sent), 0, Keep("No answer: " + fault.Message));
            throw;
        }
    }

    private static string Keep(string text)
    {
        var clean = Redactor.Redact(text);
        return Encoding.UTF8.GetByteCount(clean) <= Kept ? clean : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean).AsSpan(0, Kept)) + "… (cut)";
    }

    /// <summary>A stretch of calls whose last exchange is kept.</summary>
    public sealed class Scope : IDisposable
    {
        private readonly Scope? _outer = Current.Value;

        internal Scope() => Current.Value = this;

        /// <summary>The last request and answer; null when no call was made.</summary>
        public VendorExchange? Exchange { get; internal set; }

        /// <inheritdoc />
        public void Dispose() => Current.Value = _outer;
    }
}
