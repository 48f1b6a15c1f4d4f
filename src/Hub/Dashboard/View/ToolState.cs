using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A tool as it stands before it is connected: can people sign in, and what is connected already.</summary>
/// <param name="Info">The tool.</param>
/// <param name="App">The operator's app; null while there is none.</param>
/// <param name="Connected">What of it is connected to this client.</param>
public sealed record ToolState(ConnectorInfo Info, AppSetup? App, IReadOnlyList<ConnectionSetup> Connected)
{
    /// <summary>The tools that can be connected by click, in the order of their names.</summary>
    public static IReadOnlyList<ToolState> Of(HubSetup setup, ClientSetup client) =>
    [
        .. Catalog.All.Values.Where(c => c.Info.SignIn is not null).OrderBy(c => c.Info.Name, StringComparer.Ordinal)
            .Select(c => new ToolState(c.Info, setup.Apps.GetValueOrDefault(c.Info.Id), [.. client.Connections.Where(o => o.Grant.Connector.Info.Id == c.Info.Id)])),
    ];

    /// <summary>One sentence: what is there, or what it takes.</summary>
    public string Says => Connected.Count > 0 ? $"{Words.Count(Connected.Count, Info.ThingName, Info.ThingName + "s")} connected."
        : Info.Readiness is { } about ? $"About {about.Minutes} minutes, done by {Lower(about.Who)}" : "";

    /// <summary>How one gets in here, now.</summary>
    public string Way => App is { Applied: { } day } && Info.Readiness?.KeySteps.Count == 0 ? $"People sign in. API access was applied for on {day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"))}; until the answer nothing can be read."
        : App is not null ? "People sign in." : Info.Readiness?.KeySteps.Count > 0 ? "By a key, until the operator has set up an app." : "Not yet: the operator must set up an app first.";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
