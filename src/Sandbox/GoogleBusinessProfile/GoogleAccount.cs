namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>The simulated Business Profile account, its Cloud project and its push subscription. Every value is made up.</summary>
public sealed record GoogleAccount
{
    /// <summary>The number in <c>accounts/{id}</c>.</summary>
    public string Id { get; init; } = "111222333444555666777";

    /// <summary>What people see.</summary>
    public string Name { get; init; } = "Sample Bakery Kornhaus";

    /// <summary>OAuth client id of the hub's project.</summary>
    public string ClientId { get; init; } = "sample-client.apps.example.com";

    /// <summary>OAuth client secret.</summary>
    public string ClientSecret { get; init; } = "sample-google-client-secret";

    /// <summary>The refresh token the owner granted.</summary>
    public string RefreshToken { get; init; } = "1//sample-refresh-token";

    /// <summary>The topic that the account's notification setting must name for pushes to reach the hub.</summary>
    public string Topic { get; init; } = "projects/sample-hub/topics/gbp";

    /// <summary>The push subscription on that topic.</summary>
    public string Subscription { get; init; } = "projects/sample-hub/subscriptions/gbp-push";

    /// <summary>The service account whose token comes with each push.</summary>
    public string PushServiceAccount { get; init; } = "pubsub-push@sample-hub.iam.gserviceaccount.com";

    internal string Resource => "accounts/" + Id;
}
