using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>From a failed call to the verdict on an action: one table for all connectors.</summary>
public static class Verdicts
{
    /// <summary>The verdict on one action whose call failed.</summary>
    public static ActionVerdict Of(string key, VendorFailure failure, VendorExchange? exchange) => new(
        key,
        failure.Kind switch
        {
            FailureKind.Transient or FailureKind.RateLimited => ActionOutcome.Retry,
            FailureKind.Unauthorised or FailureKind.Misconfigured => ActionOutcome.ConnectionBroken,
            FailureKind.Uncertain => ActionOutcome.Uncertain,
            _ => ActionOutcome.Rejected,
        },
        failure.Message,
        failure.RetryAfter,
        exchange);
}
