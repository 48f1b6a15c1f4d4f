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

    /// <summary>Where a vendor's API is called: as the operator's app says, else the vendor's own address.</summary>
    /// <param name="app">The app; null where there is none.</param>
    /// <param name="info">The vendor.</param>
    /// <param name="thing">What is connected, where it was named before; null otherwise.</param>
    public static Uri BaseOf(AppSetup? app, ConnectorInfo info, string? thing) => new(Fill(app?.BaseUrl ?? info.DefaultBaseUrl, thing));

    /// <summary>The call to a vendor's token address as an app.</summary>
    /// <param name="app">The operator's app, whose addresses count; null where there is none.</param>
    /// <param name="info">The vendor; people sign in there.</param>
    /// <param name="http">A plain client.</param>
    /// <param name="id">Id of the app that calls.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="thing">What is connected, where it was named before; null otherwise.</param>
    /// <param name="time">The clock.</param>
    public static LoginCall CallOf(AppSetup? app, ConnectorInfo info, HttpClient http, string id, string secret, string? thing, TimeProvider time) =>
        new(http, new Uri(Fill(app?.TokenUrl ?? info.SignIn!.TokenUrl, thing)), BaseOf(app, info, thing), id, secret, thing, time);

    /// <summary>Where a sign-in for a thing is told apart: the address with the thing in its place.</summary>
    public static string Fill(string address, string? thing) => address.Replace("{thing}", thing ?? "", StringComparison.Ordinal);
}
