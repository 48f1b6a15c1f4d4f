namespace IntegrationHub.Connectors.Contract;

/// <summary>Credential names that mean the same at every vendor.</summary>
public static class CredentialNames
{
    /// <summary>Token for calls to the vendor.</summary>
    public const string AccessToken = "accessToken";

    /// <summary>Secret that signs webhooks.</summary>
    public const string WebhookSecret = "webhookSecret";

    /// <summary>The secret before the last rotation, still valid for a while.</summary>
    public const string PreviousWebhookSecret = "previousWebhookSecret";

    /// <summary>Unguessable last segment of the webhook address.</summary>
    public const string AddressSecret = "addressSecret";
}
