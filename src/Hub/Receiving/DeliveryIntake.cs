using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Hands deliveries to the journal and turns what comes of it into the vendor's answer.</summary>
public sealed partial class DeliveryIntake(EnvelopeJournal journal, GapPolls gapPolls, ILogger<DeliveryIntake> log)
{
    /// <summary>Stores all deliveries of one request, then answers; nothing is answered 2xx unless everything is on disk.</summary>
    public async Task<IResult> StoreAsync(HttpContext http, IReadOnlyList<Delivery> deliveries, int acceptedStatus)
    {
        try
        {
            if (deliveries.Count == 1)
            {
                await journal.Append(deliveries[0]);
            }
            else
            {
                await Task.WhenAll(deliveries.Select(journal.Append));
            }
        }
        catch (JournalFullException)
        {
            return Unavailable("2");
        }
        catch (Exception e)
        {
            LogUnavailable(log, e, http.TraceIdentifier);
            return Unavailable("10");
        }

        return Results.StatusCode(acceptedStatus);
    }

    /// <summary>
    /// Refuses what is rightly signed but too old to be believed, and asks the connections it was for: the vendor sent it, so something happened there. Where our own store cannot
    /// take the wish, the vendor is asked to come again.
    /// </summary>
    public async Task<IResult> RefuseStaleAsync(HttpContext http, IEnumerable<ConnectionSetup> connections)
    {
        try
        {
            foreach (var connection in connections)
            {
                await gapPolls.RequestAsync(connection.Client, connection.Id, http.RequestAborted);
            }

            return Results.Unauthorized();
        }
        catch (Exception e)
        {
            LogUnavailable(log, e, http.TraceIdentifier);
            return Unavailable("10");
        }
    }

    /// <summary>503 with Retry-After: come again, the fault is ours.</summary>
    /// <param name="seconds">Seconds after which the vendor may come again.</param>
    internal static IResult Unavailable(string seconds) => new UnavailableResult(seconds);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "A webhook could not be stored and was answered 503 (request {Request}); the vendor will repeat it.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string request);

    private sealed class UnavailableResult(string seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            httpContext.Response.Headers.RetryAfter = seconds;
            return Task.CompletedTask;
        }
    }
}
