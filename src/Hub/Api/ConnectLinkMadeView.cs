namespace IntegrationHub.Hub.Api;

/// <summary>A link that was made.</summary>
/// <param name="Url">The address with its secret; shown now and never again.</param>
/// <param name="OnlyHere">True when the hub has no public address: it opens on this computer only.</param>
/// <param name="Link">The link.</param>
public sealed record ConnectLinkMadeView(string Url, bool OnlyHere, ConnectLinkView Link);
