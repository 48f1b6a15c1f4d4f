namespace IntegrationHub.Hub.Connecting;

/// <summary>How a sign-in ended.</summary>
/// <param name="Client">The client; null when it is not known which sign-in this was.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="Grant">The login that is there now; null when there is none.</param>
/// <param name="ByLink">True when it came by a link: whoever sits there sees nothing of the dashboard.</param>
/// <param name="Problem">What went wrong and what to do; null when all is well.</param>
public sealed record SignInEnd(string? Client, string Connector, string? Grant, bool ByLink, string? Problem);
