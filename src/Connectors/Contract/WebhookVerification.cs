namespace IntegrationHub.Connectors.Contract;

/// <summary>Result of checking a delivery.</summary>
/// <param name="Reason">Accepted, or why not.</param>
/// <param name="SecretIndex">Index of the live secret that matched; -1 when none did or none was needed.</param>
public readonly record struct WebhookVerification(VerificationReason Reason, int SecretIndex = -1)
{
    /// <summary>True when the delivery comes from the vendor and is fresh.</summary>
    public bool IsValid => Reason is VerificationReason.Valid;
}
