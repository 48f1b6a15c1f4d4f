namespace IntegrationHub.Sandbox;

/// <summary>One line in the log of webhooks sent.</summary>
/// <param name="Delivery">Counts deliveries; retries and duplicates of one delivery share it.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Account">The account.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Address">Where it went.</param>
/// <param name="Attempt">0 for the first try.</param>
/// <param name="At">When, on the vendors' clock.</param>
/// <param name="Status">The status answered; null when no answer came.</param>
/// <param name="Error">Why no answer came.</param>
/// <param name="Request">What was sent.</param>
public sealed record WebhookSend(
    long Delivery, string Vendor, string Account, string Topic, Uri Address, int Attempt, DateTimeOffset At, int? Status, string? Error, WebhookRequest Request)
{
    /// <summary>True when the answer was a 2xx: the vendor takes it as delivered.</summary>
    public bool Delivered => Status is >= 200 and < 300;
}
