using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Polling;

/// <summary>Asks for one page of a stream; whatever goes wrong is an answer.</summary>
internal static partial class StreamReading
{
    /// <summary>Asks.</summary>
    /// <exception cref="OperationCanceledException">The process stops: no failure.</exception>
    public static async Task<VendorResult<PollPage>> PageAsync(ConnectionSetup connection, VendorSession session, PollRequest request, ILogger log, CancellationToken cancellationToken)
    {
        VendorResult<PollPage> answer;
        try
        {
            answer = await connection.Grant.Connector.PollAsync(session, request, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogConnectorThrew(log, e, connection.Client, connection.Id, request.Stream);
            return new VendorFailure(FailureKind.Transient, $"The connector failed: {e.GetType().Name}.");
        }

        return answer.Value is { HasMore: true, Records.Count: 0 } still && still.Cursor == request.Cursor
            ? new VendorFailure(FailureKind.Transient, "The page mark does not move: the same empty page would be read for ever.")
            : answer;
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "The connector of {Client}/{Connection} threw while reading {Stream}.")]
    private static partial void LogConnectorThrew(ILogger logger, Exception exception, string client, string connection, string stream);
}
