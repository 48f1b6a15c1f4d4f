namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Which signature headers a delivery carries. CRM webhooks carry v1 and v3 side by side; v1 and v2 share one header, so v2 wins over v1.</summary>
[Flags]
public enum HubSpotSignatures
{
    /// <summary>Unsigned, for tests of refusal.</summary>
    None = 0,

    /// <summary><c>X-HubSpot-Signature</c>, version v1: hex SHA-256 of secret and body.</summary>
    V1 = 1,

    /// <summary><c>X-HubSpot-Signature</c>, version v2: hex SHA-256 of secret, method, URI and body.</summary>
    V2 = 2,

    /// <summary><c>X-HubSpot-Signature-v3</c> with <c>X-HubSpot-Request-Timestamp</c>: base64 HMAC-SHA256.</summary>
    V3 = 4,
}
