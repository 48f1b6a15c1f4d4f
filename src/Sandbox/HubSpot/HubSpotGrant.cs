namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>What stands behind a token: the app, the account it was let into, and what it may do there (null: everything).</summary>
internal sealed record HubSpotGrant(long AppId, long PortalId, IReadOnlyList<string>? Scopes = null)
{
    public bool Allows(string scope) => Scopes is null || Scopes.Contains(scope);
}
