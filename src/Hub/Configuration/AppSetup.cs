using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Configuration;

/// <summary>The operator's app at a vendor: through it people sign in.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="ClientId">The app's id.</param>
/// <param name="ClientSecret">The app's secret in the clear; never to be logged or shown. It signs webhooks too, where the vendor does so.</param>
/// <param name="PreviousClientSecret">The secret before the last change; null when there is none.</param>
/// <param name="AuthorizeUrl">Where the browser goes, placeholders unfilled.</param>
/// <param name="TokenUrl">The token address, placeholders unfilled.</param>
/// <param name="BaseUrl">Where the vendor is called, placeholders unfilled.</param>
/// <param name="Settings">Settings of every login of this app.</param>
/// <param name="Applied">Day on which API access was applied for; null where nobody said.</param>
public sealed record AppSetup(
    IConnector Connector, string ClientId, string ClientSecret, string? PreviousClientSecret, string AuthorizeUrl, string TokenUrl, string BaseUrl, IReadOnlyDictionary<string, string> Settings,
    DateOnly? Applied)
{
    /// <summary>Never shows the secrets.</summary>
    public override string ToString() => $"app at {Connector.Info.Name}";

    /// <summary>Where a sign-in for a thing is told apart: the address with the thing in its place.</summary>
    public static string Fill(string address, string? thing) => address.Replace("{thing}", thing ?? "", StringComparison.Ordinal);
}
