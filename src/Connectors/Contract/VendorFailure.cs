namespace IntegrationHub.Connectors.Contract;

/// <summary>Why a call gave nothing, in a form that an admin can read.</summary>
/// <param name="Kind">What kind of failure; decides what happens next.</param>
/// <param name="Message">One sentence: what the vendor said. Vendor text is hostile: shown as text only.</param>
/// <param name="RetryAfter">How long the vendor asks us to wait, already bounded to 15 minutes; null when it does not say.</param>
/// <param name="Status">HTTP status, or 0 when no answer came.</param>
public sealed record VendorFailure(FailureKind Kind, string Message, TimeSpan? RetryAfter = null, int Status = 0);
