namespace IntegrationHub.Hub.Api;

/// <summary>A link that was just made.</summary>
/// <param name="Url">The address with its secret: shown now and never again.</param>
/// <param name="OnlyHere">True when the hub has no public address: the link opens only where this dashboard can be reached.</param>
/// <param name="Reach">The same in words.</param>
/// <param name="Mail">A text to send it with.</param>
/// <param name="Share">The link as it is listed.</param>
public sealed record ShareMadeView(string Url, bool OnlyHere, string Reach, string Mail, ShareView Share);
