using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.WebhookOut;

/// <summary>What a webhook out is called, can do and needs.</summary>
internal static class WebhookOutSettings
{
    /// <summary>Credential: where it posts to. A secret, for such addresses often hold one.</summary>
    internal const string Address = "address";

    /// <summary>Longest text.</summary>
    internal const int TextLength = 10_000;

    private static readonly Uri Nowhere = new("https://localhost");

    internal static ConnectorInfo Info { get; } = new()
    {
        Id = "webhook-out",
        Name = "Webhook out",
        Role = "hook",
        ThingName = "receiver",
        ThingPattern = "^[a-z0-9][a-z0-9-]{0,39}$",
        ThingHint = "a name of your own for who is called, e.g. warehouse",
        DefaultBaseUrl = Nowhere.AbsoluteUri,
        BaseUrlOf = static (_, credentials) => Uri.TryCreate(credentials.GetValueOrDefault(Address), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 ? url : Nowhere,
        Credentials =
        [
            new(Address, "Where it posts to: an https address.", Required: true),
            new(CredentialNames.WebhookSecret, "Secret that signs the posts after Standard Webhooks: whsec_ and 24 to 64 bytes as base64. Without it they go unsigned.", Required: false),
            new(CredentialNames.PreviousWebhookSecret, "The secret before the last change; both sign until the receiver knows the new one.", Required: false),
        ],
        Streams = [],
        // A receiver that gets it twice knows it by webhook-id: so says Standard Webhooks.
        Actions = [new("send", "tell {type}", Repeatable: true, 1, [new("type", Required: true, 100), new("text", false, TextLength), new("url", false, 2000), new("value", false, 255)])],
        Buckets = [new("calls", BucketOwner.Grant, 10, TimeSpan.FromSeconds(1), 2, "a receiver that names no limit is not flooded")],
        AppLevelWebhooks = false,
        ConnectionWebhooks = false,
        IsTypedAddress = true,
    };
}
