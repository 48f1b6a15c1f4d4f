namespace IntegrationHub.Hub.Api;

/// <summary>A thing that was connected.</summary>
/// <param name="Id">The connection's id.</param>
/// <param name="Says">What happens now.</param>
public sealed record ConnectionMadeView(string Id, string Says);
