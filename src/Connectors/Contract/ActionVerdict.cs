namespace IntegrationHub.Connectors.Contract;

/// <summary>What became of one action in one try.</summary>
/// <param name="Key">Action key.</param>
/// <param name="Outcome">The verdict.</param>
/// <param name="Reason">One sentence for an admin; for <see cref="ActionOutcome.Done"/> what was done or that it already was so.</param>
/// <param name="RetryAfter">How long to wait before the next try; null when the schedule decides.</param>
/// <param name="Exchange">Request and answer as sent and received, secrets redacted; null when no call was made.</param>
/// <param name="VendorObject">Id of an object that was created or found, to be kept.</param>
public sealed record ActionVerdict(
    string Key, ActionOutcome Outcome, string Reason, TimeSpan? RetryAfter = null, VendorExchange? Exchange = null, string? VendorObject = null);
