namespace IntegrationHub.Sandbox;

/// <summary>One try at delivering a webhook.</summary>
/// <param name="Number">0 for the first try.</param>
/// <param name="At">When it is made, on the clock for signatures.</param>
/// <param name="Address">Where it goes: HubSpot signs it.</param>
/// <param name="Secret">The subscription's key for signing.</param>
public sealed record WebhookAttempt(int Number, DateTimeOffset At, Uri Address, string Secret);
