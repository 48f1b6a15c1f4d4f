using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Hub.Connecting;

/// <summary>
/// Signing in at a vendor: the browser leaves with a state and keeps a cookie, and only that browser, with that state, once and within a quarter of an hour, ends it. Where a login is
/// signed in to again, it must be the same account.
/// </summary>
public sealed class SignIns(HubStore store, CurrentSetup current, ConnectionBook book, SecretVault vault, VendorHttp http, TimeProvider time)
{
    /// <summary>Path below which vendors send browsers back: <c>/connect/callback/{connector}</c>.</summary>
    public const string CallbackPath = "/connect/callback";

    /// <summary>So long a browser may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const string Verifier = "verifier";

    /// <summary>The address a vendor sends browsers back to; it is registered there, letter by letter.</summary>
    /// <param name="setup">Tells the public address.</param>
    /// <param name="here">Where the hub is reached when it has none.</param>
    /// <param name="connector">Connector id.</param>
    public static string RedirectOf(HubSetup setup, string here, string connector) => setup.AddressOf($"{CallbackPath}/{connector}", here);

    /// <summary>Begins a sign-in.</summary>
    public async Task<SignInStart> BeginAsync(SignInOrder order)
    {
        var setup = current.Value;
        if (!setup.Clients.ContainsKey(order.Client))
        {
            return SignInStart.Not("There is no such client.");
        }

        if (!setup.Apps.TryGetValue(order.Connector, out var app) || app.Connector.Info.SignIn is not { } signIn)
        {
            return SignInStart.Not("No app is set up for this tool yet. The operator puts its client id and secret into connectors.json under apps, then the hub is started again.");
        }

        var again = order.Grant is { } id ? book.Grant(id) : null;
        if (order.Grant is not null && (again is null || again.Connector != order.Connector || (again.Client.Length > 0 && again.Client != order.Client)))
        {
            return SignInStart.Not("This login is not there any more. Connect the tool anew.");
        }

        var info = app.Connector.Info;
        var thing = signIn.ThingFirst ? (again?.Thing ?? order.Thing)?.Trim().ToLowerInvariant() : null;
        if (signIn.ThingFirst && (thing is null || !info.IsThing(thing)))
        {
            return SignInStart.Not($"Name the {info.ThingName} first. It looks like {info.ThingHint}.");
        }

        var (state, cookie, verifier) = (BrowserSecret.New(), BrowserSecret.New(), BrowserSecret.New());
        var redirect = RedirectOf(setup, order.Here, order.Connector);
        var (hash, now) = (BrowserSecret.HashOf(state)!, time.GetUtcNow());
        await store.Writer.Write(t =>
        {
            t.Execute(
                """
                insert into sign_in (state_hash,browser_hash,client,connector,thing,"grant",is_shared,link,redirect,"by",made_at,expires_at,used_at) values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,null)
                """, hash, BrowserSecret.HashOf(cookie), order.Client, order.Connector, thing, order.Grant, order.IsShared, order.Link, redirect, order.By, now.ToUnixTimeMilliseconds(),
                (now + Patience).ToUnixTimeMilliseconds());
            vault.Put(t, order.Client, "sign-in:" + hash, Verifier, verifier);
        });
        return new(AuthorizeAddress(app, signIn, thing, redirect, state, verifier), cookie, null);
    }

    /// <summary>Ends a sign-in with what the browser brought back.</summary>
    /// <param name="connector">Connector id of the address.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="cookie">The browser's cookie; null when it sent none.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<SignInEnd> EndAsync(string connector, IReadOnlyDictionary<string, string> query, string? cookie, CancellationToken cancellationToken)
    {
        if (BrowserSecret.HashOf(query.GetValueOrDefault("state")) is not { } hash || await TakeAsync(hash, connector, cookie) is not var (row, verifier))
        {
            return new(null, connector, null, false, "This sign-in is not known here, was used already, or took longer than a quarter of an hour. It may also have begun in another browser. Begin again where you started.");
        }

        var (byLink, app) = (row.Link is not null, current.Value.Apps.GetValueOrDefault(connector));
        if (app is null)
        {
            return Not("The app was taken away meanwhile.");
        }

        var tool = app.Connector.Info.Name;
        if (query.TryGetValue("error", out var error))
        {
            return Not(error == "access_denied" ? $"{tool} was not allowed. Nothing was connected; begin again when you like." : $"{tool} refused: {FailureTable.Cut(query.GetValueOrDefault("error_description", error))}");
        }

        if (!query.TryGetValue("code", out var code) || code.Length is 0 or > 4096)
        {
            return Not($"{tool} sent no code. Begin again.");
        }

        if (app.Connector.CheckReturn(query, app.ClientSecret, row.Thing, time.GetUtcNow()) is { } wrong)
        {
            return Not(wrong + " Nothing was connected. Begin again.");
        }

        var signIn = app.Connector.Info.SignIn!;
        var call = AppSetup.CallOf(app, app.Connector.Info, http.ForSignIn(), app.ClientId, app.ClientSecret, row.Thing, time);
        var given = await LoginCalls.RedeemAsync(call, code, signIn.CodeAlone ? null : row.Redirect, signIn.Pkce ? verifier : null, signIn.RedeemWith, cancellationToken);
        return given.Value is { } tokens ? await KeepAsync(row, app, call, tokens, cancellationToken)
            : Not(given.Failure!.Kind is FailureKind.Misconfigured ? $"{tool} does not accept the hub's app; the operator must look at its id, secret and redirect address. It said: {given.Failure.Message}" : $"{tool} gave no access. Begin again. It said: {given.Failure.Message}");

        SignInEnd Not(string problem) => new(row.Client, connector, null, byLink, problem);
    }

    private async Task<SignInEnd> KeepAsync(SignIn row, AppSetup app, LoginCall call, LoginAnswer tokens, CancellationToken cancellationToken)
    {
        var byLink = row.Link is not null;
        var owner = await app.Connector.OwnerAsync(call, tokens, cancellationToken);
        var again = row.Grant is { } id ? book.Grant(id) : null;
        if (owner.Failure is { Kind: FailureKind.Unauthorised or FailureKind.Rejected } refused)
        {
            return new(row.Client, row.Connector, null, byLink, refused.Message);
        }

        if (again is { Account.Length: > 0 } && owner.Value is { } other && other.Account != again.Account)
        {
            return new(row.Client, row.Connector, null, byLink, $"You signed in to “{other.Name}”, but this connection belongs to “{again.Name}”. Nothing was changed. Sign out there, then begin again with the right account.");
        }

        // Signing in to an account that this client has already is signing in again.
        again ??= owner.Value is { } known ? book.GrantsOf(row.Client).FirstOrDefault(g => g.Connector == row.Connector && g.Kind == GrantKind.SignIn && g.Account == known.Account && g.Client.Length == 0 == row.IsShared) : null;
        var now = time.GetUtcNow();
        var grant = new StoredGrant
        {
            Id = again?.Id ?? book.NewGrantId(row.Connector), Client = again?.Client ?? (row.IsShared ? "" : row.Client), Connector = row.Connector, Kind = GrantKind.SignIn,
            Account = owner.Value?.Account ?? again?.Account ?? "", Name = owner.Value?.Name ?? again?.Name ?? app.Connector.Info.Name, BaseUrl = owner.Value?.BaseUrl?.AbsoluteUri ?? again?.BaseUrl,
            Thing = row.Thing, Scopes = tokens.Scopes is { } scopes ? string.Join(' ', scopes) : null, By = row.By, AccessUntil = (now + tokens.Lasts)?.ToUnixTimeMilliseconds(),
            RefreshUntil = (now + tokens.RefreshLasts)?.ToUnixTimeMilliseconds(),
        };
        await book.KeepAsync(grant, new Dictionary<string, string?>
        {
            [CredentialNames.AccessToken] = tokens.AccessToken, [GrantSecrets.RefreshToken] = tokens.RefreshToken, [GrantSecrets.PreviousRefreshToken] = null,
        });
        if (row.Link is { } link)
        {
            await store.Writer.Write(t => t.Execute("update connect_link set used_at=@p1 where id=@p0 and used_at is null", link, now.ToUnixTimeMilliseconds()), CancellationToken.None);
        }

        // The login is kept even where nothing can be read yet: Google's projects wait for an approval.
        return new(row.Client, row.Connector, grant.Id, byLink, null);
    }

    // Once only: whoever comes second finds it used.
    private async Task<(SignIn Row, string Verifier)?> TakeAsync(string hash, string connector, string? cookie)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        SignIn row;
        string? verifier;
        using (var reader = store.Read())
        {
            if (reader.Query(
                """select browser_hash,client,thing,"grant",is_shared,link,redirect,"by" from sign_in where state_hash=@p0 and connector=@p1 and used_at is null and expires_at>@p2""",
                r => new SignIn
                {
                    BrowserHash = r.GetString(0), Client = r.GetString(1), Connector = connector, Thing = r.IsDBNull(2) ? null : r.GetString(2), Grant = r.IsDBNull(3) ? null : r.GetString(3),
                    IsShared = r.GetInt64(4) != 0, Link = r.IsDBNull(5) ? null : r.GetInt64(5), Redirect = r.GetString(6), By = r.GetString(7),
                }, hash, connector, now) is not [var found])
            {
                return null;
            }

            row = found;
            verifier = vault.Of(reader, row.Client, "sign-in:" + hash).GetValueOrDefault(Verifier);
        }

        if (verifier is null || BrowserSecret.HashOf(cookie) is not { } browser || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(browser), Encoding.ASCII.GetBytes(row.BrowserHash)))
        {
            return null;
        }

        var taken = await store.Writer.Write(t =>
        {
            SecretVault.Forget(t, "sign-in:" + hash);
            return t.Execute("update sign_in set used_at=@p1 where state_hash=@p0 and used_at is null", hash, now);
        });
        return taken == 1 ? (row, verifier) : null;
    }

    private static string AuthorizeAddress(AppSetup app, SignInInfo signIn, string? thing, string redirect, string state, string verifier)
    {
        var query = new Dictionary<string, string?>(signIn.AuthorizeWith.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)))
        {
            ["client_id"] = app.ClientId, ["redirect_uri"] = redirect, ["response_type"] = "code", ["state"] = state,
        };
        var optional = signIn.OptionalScopeParameter;
        if (signIn.Scopes.Count > 0)
        {
            query["scope"] = string.Join(signIn.ScopeSeparator, signIn.Scopes.Where(s => optional is null || !s.Optional).Select(s => s.Name));
        }

        if (optional is not null && signIn.Scopes.Any(s => s.Optional))
        {
            query[optional] = string.Join(signIn.ScopeSeparator, signIn.Scopes.Where(s => s.Optional).Select(s => s.Name));
        }

        if (signIn.Pkce)
        {
            query["code_challenge"] = BrowserSecret.ChallengeOf(verifier);
            query["code_challenge_method"] = "S256";
        }

        return QueryHelpers.AddQueryString(AppSetup.Fill(app.AuthorizeUrl, thing), query);
    }
}
