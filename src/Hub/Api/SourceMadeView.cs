namespace IntegrationHub.Hub.Api;

/// <summary>An address that anything can call.</summary>
/// <param name="Id">The connection's id.</param>
/// <param name="Url">The address with its secret; shown now and never again.</param>
/// <param name="OnlyHere">True when the hub has no public address: it can be called from this computer only.</param>
public sealed record SourceMadeView(string Id, string Url, bool OnlyHere);
