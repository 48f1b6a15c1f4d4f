using IntegrationHub.Sandbox.SignIn;

namespace IntegrationHub.Sandbox.Shopify;

public sealed partial class ShopifyShop
{
    private const long AccessSeconds = 3600;
    private const long RefreshSeconds = 7_776_000;
    private SignInApp? _signIn;

    /// <summary>The app as registered: redirect addresses, codes.</summary>
    public SignInApp SignIn => LazyInitializer.EnsureInitialized(ref _signIn, () => new SignInApp(_world));

    /// <summary>Refreshes answered so far.</summary>
    public int Refreshes { get; private set; }

    internal DateTimeOffset WallTime => _world.Options.WaitTime.GetUtcNow();

    /// <summary>All access tokens run out now, as an hour would do it; the permanent sample token stays.</summary>
    public void ExpireAccessTokens()
    {
        lock (_gate)
        {
            State.Tokens.Clear();
        }
    }

    /// <summary>Answers the token address: an exchanged code, a refresh token, or the app's own credentials.</summary>
    /// <returns>The tokens, or the error's name.</returns>
    internal (string? Access, string? Refresh, long Seconds, long? RefreshSeconds, string? Error) Token(IReadOnlyDictionary<string, string> form)
    {
        lock (_gate)
        {
            if (!Installed && form.GetValueOrDefault("grant_type") != "authorization_code" && !form.ContainsKey("code"))
            {
                return (null, null, 0, null, "invalid_client");
            }

            if (form.GetValueOrDefault("client_id") != ClientId || form.GetValueOrDefault("client_secret") != ClientSecret)
            {
                return (null, null, 0, null, "invalid_client");
            }

            switch (form.GetValueOrDefault("grant_type"))
            {
                case "client_credentials":
                    return (Issue(86_399), null, 86_399, null, null);
                case "refresh_token":
                    return Refresh(form.GetValueOrDefault("refresh_token") ?? "");
                case null or "authorization_code":
                    if (SignIn.Take(form) is null)
                    {
                        return (null, null, 0, null, "invalid_request");
                    }

                    Installed = true;
                    if (form.GetValueOrDefault("expiring") != "1")
                    {
                        return (AccessToken, null, 0, null, null);
                    }

                    var first = new ShopifyRefresh("shprt_" + _world.Ids.Hex(32));
                    State.Refreshes[first.Token] = first;
                    return (Issue(AccessSeconds), first.Token, AccessSeconds, RefreshSeconds, null);
                default:
                    return (null, null, 0, null, "unsupported_grant_type");
            }
        }
    }

    private (string? Access, string? Refresh, long Seconds, long? RefreshSeconds, string? Error) Refresh(string token)
    {
        if (!State.Refreshes.TryGetValue(token, out var used) || used.IsDead)
        {
            return (null, null, 0, null, "invalid_grant");
        }

        if (used.Predecessor is { } before)
        {
            before.IsDead = true;
        }

        used.Successor ??= new ShopifyRefresh("shprt_" + _world.Ids.Hex(32)) { Predecessor = used };
        State.Refreshes[used.Successor.Token] = used.Successor;
        Refreshes++;
        return (Issue(AccessSeconds), used.Successor.Token, AccessSeconds, RefreshSeconds, null);
    }

    private string Issue(long seconds)
    {
        var token = "shpat_" + _world.Ids.Hex(32);
        State.Tokens[token] = WallTime.AddSeconds(seconds);
        return token;
    }
}
