namespace IntegrationHub.Sandbox.SignIn;

/// <summary>A code that a consent page gave away.</summary>
/// <param name="Redirect">The address it went to; the exchange must name the same.</param>
/// <param name="Challenge">The code challenge; null when none was given.</param>
/// <param name="Until">When it runs out.</param>
/// <param name="Query">What the browser asked with.</param>
internal sealed record SignInCode(string Redirect, string? Challenge, DateTimeOffset Until, IReadOnlyDictionary<string, string> Query);
