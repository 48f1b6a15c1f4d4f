using IntegrationHub.Connectors.Contract;
using Polly;
using Polly.Timeout;

namespace IntegrationHub.Connectors.Http;

/// <summary>Runs one connection's calls through the pipeline; each try waits for its budget first, outside its own deadline, and reads a bounded answer inside it.</summary>
internal sealed class VendorCallHandler(
    ResiliencePipeline<HttpResponseMessage> pipeline, IReadOnlyDictionary<string, VendorBudget> budgets, CallPriority priority, TimeProvider time, long largestAnswer,
    Func<HttpResponseMessage, TimeSpan?>? restAfter = null) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(VendorCall.Priority, out _))
        {
            request.Options.Set(VendorCall.Priority, priority);
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(VendorPipeline.Repeatable, VendorCall.IsRepeatable(request));
            return await pipeline.ExecuteAsync(async held => await TryAsync(request, held.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var budget = Budget(request);
        var entering = budget.EnterAsync(VendorCall.PriorityOf(request), cancellationToken);
        var waits = !entering.IsCompleted;
        using var place = await entering;
        if (waits)
        {
            CallPermission.Check();
        }

        using var deadline = new CancellationTokenSource(VendorPipeline.PerTry, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var response = await base.SendAsync(request, both.Token);
            await response.Content.LoadIntoBufferAsync(largestAnswer, both.Token);
            if (restAfter?.Invoke(response) is { } rest && rest > TimeSpan.Zero)
            {
                budget.Rest(rest);
            }

            return response;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("No answer within one try's time.", VendorPipeline.PerTry);
        }
        catch (OperationCanceledException fault) when (fault.InnerException is TimeoutException && !both.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection in time.", fault); // the handler's own limit for connecting: nothing was sent
        }
        catch (HttpRequestException fault) when (fault.InnerException is BlockedAddressException blocked)
        {
            throw new BlockedAddressException(blocked);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new OversizedAnswerException(largestAnswer);
        }
    }

    private VendorBudget Budget(HttpRequestMessage request) =>
        request.Options.TryGetValue(VendorCall.Bucket, out var name) && budgets.TryGetValue(name, out var named) ? named
        : budgets.TryGetValue("calls", out var calls) ? calls
        : budgets.Values.First();
}
