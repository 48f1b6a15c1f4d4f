namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>What stands behind a refresh token.</summary>
/// <param name="Scopes">What was granted; null stands for all, as with the sample token.</param>
/// <param name="Ends">When it dies by the vendors' clock: only those made while the consent screen is in testing do.</param>
internal sealed record GoogleGrant(IReadOnlyList<string>? Scopes = null, DateTimeOffset? Ends = null)
{
    public const string Manage = "https://www.googleapis.com/auth/business.manage";

    // The old name is still accepted on v4.
    public bool Manages => Scopes is null || Scopes.Contains(Manage) || Scopes.Contains("https://www.googleapis.com/auth/plus.business.manage");
}
