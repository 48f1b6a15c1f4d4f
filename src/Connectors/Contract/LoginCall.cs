namespace IntegrationHub.Connectors.Contract;

/// <summary>What is needed to speak with a vendor's sign-in.</summary>
/// <param name="Http">A plain client: bounded in time and size, no redirects.</param>
/// <param name="TokenUrl">The token address, placeholders filled.</param>
/// <param name="BaseUrl">Where the vendor's API is called.</param>
/// <param name="ClientId">The app's id.</param>
/// <param name="ClientSecret">The app's secret; never to be logged.</param>
/// <param name="Thing">What is connected, where it was named before the sign-in; null otherwise.</param>
/// <param name="Time">The clock.</param>
public sealed record LoginCall(HttpClient Http, Uri TokenUrl, Uri BaseUrl, string ClientId, string ClientSecret, string? Thing, TimeProvider Time)
{
    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"sign-in at {TokenUrl.Host}";
}
