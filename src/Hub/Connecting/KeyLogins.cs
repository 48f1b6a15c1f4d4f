using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Connecting;

/// <summary>Logins without a sign-in: a pasted key, or an app of the client's own. Both are tried before they are kept.</summary>
public sealed class KeyLogins(CurrentSetup current, ConnectionBook book, Reach reach, VendorHttp http, TimeProvider time)
{
    private const int LongestKey = 4096;

    /// <summary>Tries a pasted key and keeps it.</summary>
    /// <param name="wish">The key.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The login and what it reaches, or why it was not kept.</returns>
    public async Task<(string? Grant, IReadOnlyList<ReachableThing> Things, string? Problem)> KeepKeyAsync(KeyWish wish, CancellationToken cancellationToken)
    {
        if (Problem(wish, out var connector, out var thing) is { } wrong)
        {
            return (null, [], wrong);
        }

        var (owner, things) = await reach.TryKeyAsync(current.Value.Clients[wish.Client], connector, wish.Key.Trim(), thing, cancellationToken);
        if (owner.Failure is { } refused)
        {
            return (null, [], refused.Kind is FailureKind.Unauthorised
                ? $"{connector.Info.Name} does not accept this key. Copy it again, whole; nothing was kept. It said: {refused.Message}"
                : $"{connector.Info.Name} could not be asked; nothing was kept. It said: {refused.Message}");
        }

        if (Stranger(wish, owner.Value!) is { } stranger)
        {
            return (null, [], stranger);
        }

        var grant = await KeepAsync(wish, GrantKind.Key, owner.Value!, thing, null, new() { [CredentialNames.AccessToken] = wish.Key.Trim() });
        return (grant, things?.Value ?? [], things?.Failure?.Message);
    }

    /// <summary>Tries an app of the client's own (client credentials) and keeps it.</summary>
    /// <param name="wish">The app's secret is its key.</param>
    /// <param name="clientId">The app's id.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<(string? Grant, IReadOnlyList<ReachableThing> Things, string? Problem)> KeepOwnAppAsync(KeyWish wish, string clientId, CancellationToken cancellationToken)
    {
        if (Problem(wish, out var connector, out var thing) is { } wrong)
        {
            return (null, [], wrong);
        }

        if (connector.Info.SignIn is not { ClientCredentials: true } || clientId.Trim().Length is 0 or > 200)
        {
            return (null, [], connector.Info.SignIn is { ClientCredentials: true } ? "The client id is empty." : $"{connector.Info.Name} knows no apps of this kind.");
        }

        var app = current.Value.Apps.GetValueOrDefault(wish.Connector);
        var call = AppSetup.CallOf(app, connector.Info, http.ForSignIn(), clientId.Trim(), wish.Key.Trim(), thing, time);
        var tokens = await LoginCalls.OwnAppAsync(call, cancellationToken);
        if (tokens.Failure is { } refused)
        {
            return (null, [], $"{connector.Info.Name} gave no access to this app; nothing was kept. Is it installed, and of the same organisation? It said: {refused.Message}");
        }

        var owner = await connector.OwnerAsync(call, tokens.Value!, cancellationToken);
        if (owner.Failure is { } unknown)
        {
            return (null, [], unknown.Message);
        }

        if (Stranger(wish, owner.Value!) is { } stranger)
        {
            return (null, [], stranger);
        }

        var grant = await KeepAsync(wish, GrantKind.OwnApp, owner.Value!, thing, (time.GetUtcNow() + tokens.Value!.Lasts)?.ToUnixTimeMilliseconds(), new()
        {
            [CredentialNames.AccessToken] = tokens.Value.AccessToken, [GrantSecrets.ClientId] = clientId.Trim(), [GrantSecrets.ClientSecret] = wish.Key.Trim(),
        });
        var things = await reach.ThingsAsync(wish.Client, grant, cancellationToken);
        return (grant, things.Value ?? [], things.Failure?.Message);
    }

    private string? Problem(KeyWish wish, out IConnector connector, out string? thing)
    {
        thing = null;
        if (!Catalog.All.TryGetValue(wish.Connector, out connector!) || !current.Value.Clients.ContainsKey(wish.Client))
        {
            return "There is no such tool or client.";
        }

        var info = connector.Info;
        if (wish.Key.Trim().Length is 0 or > LongestKey || wish.Key.Trim().Any(char.IsControl))
        {
            return "Paste the key, on one line.";
        }

        if (info.SignIn?.ThingFirst != true)
        {
            return null;
        }

        thing = wish.Thing?.Trim().ToLowerInvariant();
        return thing is not null && info.IsThing(thing)
            ? null : $"Name the {info.ThingName} first. It looks like {info.ThingHint}.";
    }

    // A new key for a login must be of the same account.
    private string? Stranger(KeyWish wish, LoginOwner owner) => wish.Grant is { } id && book.Grant(id) is { Account.Length: > 0 } before && before.Account != owner.Account
        ? $"This key belongs to “{owner.Name}”, but the connection belongs to “{before.Name}”. Nothing was changed." : null;

    private async Task<string> KeepAsync(KeyWish wish, string kind, LoginOwner owner, string? thing, long? until, Dictionary<string, string?> secrets)
    {
        var again = (wish.Grant is { } id ? book.Grant(id) : null) ?? book.GrantsOf(wish.Client).FirstOrDefault(g => g.Connector == wish.Connector && g.Kind == kind && g.Account == owner.Account && g.Client == wish.Client);
        var grant = new StoredGrant
        {
            Id = again?.Id ?? book.NewGrantId(wish.Connector), Client = again?.Client ?? wish.Client, Connector = wish.Connector, Kind = kind, Account = owner.Account, Name = owner.Name,
            BaseUrl = owner.BaseUrl?.AbsoluteUri, Thing = thing, By = wish.By, AccessUntil = until,
        };
        await book.KeepAsync(grant, secrets);
        return grant.Id;
    }
}
