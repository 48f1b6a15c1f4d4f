using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>A login made by click, without its secrets.</summary>
/// <param name="Id">Grant id.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="Kind"><c>sign-in</c>, <c>key</c> or <c>own-app</c>.</param>
/// <param name="Account">The vendor's id of the account.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Shared">True when it may serve several clients.</param>
/// <param name="By">Who signed in.</param>
/// <param name="SignedInAt">When.</param>
/// <param name="State"><c>ok</c>, <c>expiring</c> or <c>revoked</c>.</param>
/// <param name="Says">What is the matter; null when all is well.</param>
/// <param name="EndsAt">When the sign-in ends by itself; null when it does not, or nobody knows.</param>
/// <param name="Scopes">What was granted; null when the vendor does not say.</param>
public sealed record LoginView(
    string Id, string Connector, string Kind, string Account, string Name, bool Shared, string By, DateTimeOffset SignedInAt, string State, string? Says, DateTimeOffset? EndsAt, IReadOnlyList<string>? Scopes)
{
    /// <summary>Makes it.</summary>
    public static LoginView Of(StoredGrant grant, DateTimeOffset now) => new(
        grant.Id, grant.Connector, grant.Kind, grant.Account, grant.Name, grant.Client.Length == 0, grant.By, DateTimeOffset.FromUnixTimeMilliseconds(grant.SignedInAt),
        grant.EndedAt is not null ? "revoked" : LoginWords.EndsSoon(grant, now) is not null ? "expiring" : "ok", grant.Reason,
        grant.RefreshUntil is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null, grant.Scopes?.Split(' '));
}
