using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Connecting;

/// <summary>A thing that is to be connected.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Grant">The login that reaches it.</param>
/// <param name="Thing">The thing.</param>
/// <param name="By">Who connects it.</param>
/// <param name="Hold">Why nothing is written there until somebody says go; null when rules may write at once.</param>
public sealed record ConnectOrder(string Client, string Grant, ReachableThing Thing, string By, string? Hold = null);
