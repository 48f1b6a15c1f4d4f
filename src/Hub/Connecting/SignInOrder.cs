namespace IntegrationHub.Hub.Connecting;

/// <summary>Somebody wants to sign in at a vendor.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="Here">Where the hub was reached by the browser, e.g. <c>http://127.0.0.1:5080</c>.</param>
/// <param name="By">Who signs in, or who made the link.</param>
/// <param name="Thing">The shop, where it must be named before; null otherwise.</param>
/// <param name="Grant">The login that is signed in to again; null for a new one.</param>
/// <param name="IsShared">True when the login is to serve several clients.</param>
/// <param name="Link">The link by which it came; null for the dashboard.</param>
public sealed record SignInOrder(string Client, string Connector, string Here, string By, string? Thing = null, string? Grant = null, bool IsShared = false, long? Link = null);
