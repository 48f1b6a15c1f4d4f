using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Api;

/// <summary>A tool before it is connected.</summary>
/// <param name="Connector">Connector id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CanSignIn">True when the operator's app is set up.</param>
/// <param name="Way">How one gets in, in words.</param>
/// <param name="RedirectAddress">The address to register at the vendor.</param>
/// <param name="Connected">Ids of the client's connections to it.</param>
/// <param name="Readiness">What is needed, who does it, how long it takes, what works without it.</param>
public sealed record ToolView(string Connector, string Name, bool CanSignIn, string Way, string RedirectAddress, IReadOnlyList<string> Connected, ReadinessInfo? Readiness);
