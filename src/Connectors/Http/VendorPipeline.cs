using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// The one place where calls are retried within seconds: total deadline, at most two more tries for what may be repeated, a breaker, a deadline a try. Minutes and days belong to the outbox.
/// </summary>
internal static class VendorPipeline
{
    internal static readonly TimeSpan Total = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan PerTry = TimeSpan.FromSeconds(12);

    /// <summary>A vendor that asks for a longer pause is told to the caller instead of being waited for here.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    internal static readonly ResiliencePropertyKey<bool> Repeatable = new("hub.repeatable");

    internal static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(Total)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = LongestPause,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Context.Properties.GetValue(Repeatable, false) && IsPassing(args.Outcome) && !(Asked(args.Outcome, time) > LongestPause)),
                DelayGenerator = args => ValueTask.FromResult(Asked(args.Outcome, time)),
                OnRetry = args =>
                {
                    args.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.6,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(10),
                ShouldHandle = args => ValueTask.FromResult(IsPassing(args.Outcome) && args.Outcome.Result?.StatusCode is not HttpStatusCode.TooManyRequests),
            })
            .Build();

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: OversizedAnswerException } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { } response ? RetryAfter.Of(response, time.GetUtcNow()) : null;
}
