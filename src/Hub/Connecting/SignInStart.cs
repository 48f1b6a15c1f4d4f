namespace IntegrationHub.Hub.Connecting;

/// <summary>A sign-in that can begin, or why it cannot.</summary>
/// <param name="Address">Where the browser goes; null when it cannot.</param>
/// <param name="Cookie">The secret that stays in the browser, so that nobody else's browser can end this sign-in; null when it cannot.</param>
/// <param name="Problem">Why it cannot, and what to do; null when it can.</param>
public sealed record SignInStart(string? Address, string? Cookie, string? Problem)
{
    /// <summary>It cannot.</summary>
    public static SignInStart Not(string problem) => new(null, null, problem);
}
