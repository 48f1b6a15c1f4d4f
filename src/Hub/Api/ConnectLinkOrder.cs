namespace IntegrationHub.Hub.Api;

/// <summary>A link to be made, by which somebody signs in.</summary>
/// <param name="For">For whom.</param>
/// <param name="By">Who makes it.</param>
/// <param name="Thing">The shop, where it is known already.</param>
/// <param name="Login">The login that is signed in to again; null for a new one.</param>
/// <param name="Days">So long it can be used; 7 when not given.</param>
public sealed record ConnectLinkOrder(string For, string By, string? Thing = null, string? Login = null, int? Days = null);
