namespace IntegrationHub.Connectors.Contract;

/// <summary>What a delivery is checked against. Resolved per request, so that a rotated secret counts at once.</summary>
/// <param name="Live">Secrets that are valid now, the newest first; empty when the connection has none (then only the secret in the address speaks for it).</param>
/// <param name="KeySet">The vendor's public keys as JWKS text, for connectors that verify tokens; null when not fetched yet.</param>
/// <param name="Settings">Non-secret settings of the grant that verification needs (audience, service account).</param>
public sealed record WebhookSecrets(IReadOnlyList<string> Live, string? KeySet, IReadOnlyDictionary<string, string> Settings);
