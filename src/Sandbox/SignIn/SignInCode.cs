namespace IntegrationHub.Sandbox.SignIn;

/// <summary>What a code stands for: somebody allowed this request.</summary>
/// <param name="Asked">The request.</param>
/// <param name="Scopes">What was granted of it.</param>
/// <param name="Ends">When the code dies unused.</param>
internal sealed record SignInCode(SignInRequest Asked, IReadOnlyList<string> Scopes, DateTimeOffset Ends);
