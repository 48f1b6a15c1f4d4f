using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Polly;

namespace IntegrationHub.Connectors.Tests.Http;

/// <summary>What the line throws reaches the connector as a fault that it knows.</summary>
public sealed class VendorCallHandlerTests
{
    [Fact]
    public async Task A_connection_that_is_not_made_in_time_was_never_sent_and_is_tried_again_later()
    {
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => Call(_ => throw new TaskCanceledException("The operation was canceled.", new TimeoutException("ConnectTimeout")), CancellationToken.None));
        Assert.Equal(new VendorFailure(FailureKind.Transient, "No connection: No connection in time."), FailureTable.Of(fault, write: true));
    }

    [Fact]
    public async Task Who_stops_waiting_is_told_so_and_nothing_else()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Call(token =>
        {
            stop.Cancel();
            throw new TaskCanceledException("The operation was canceled.", new TimeoutException("ConnectTimeout"), token);
        }, stop.Token));
    }

    private static async Task<HttpResponseMessage> Call(Func<CancellationToken, HttpResponseMessage> answer, CancellationToken token)
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Grant, 0, TimeSpan.FromSeconds(1), 1, "test"), TimeProvider.System);
        using var handler = new VendorCallHandler(
            ResiliencePipeline<HttpResponseMessage>.Empty, new Dictionary<string, VendorBudget> { ["calls"] = budget }, CallPriority.Delivery, TimeProvider.System, 1000) { InnerHandler = new Line(answer) };
        using var caller = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:9/");
        return await caller.SendAsync(request, token);
    }

    private sealed class Line(Func<CancellationToken, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(cancellationToken));
    }
}
