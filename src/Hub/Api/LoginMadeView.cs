namespace IntegrationHub.Hub.Api;

/// <summary>A login that was kept.</summary>
/// <param name="Login">The login.</param>
/// <param name="Things">What it reaches.</param>
/// <param name="Says">Why that could not be listed; null when it could.</param>
public sealed record LoginMadeView(LoginView Login, IReadOnlyList<ThingView> Things, string? Says);
