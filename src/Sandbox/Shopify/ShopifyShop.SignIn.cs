using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

// What the token endpoint gives, and which tokens hold.
public sealed partial class ShopifyShop
{
    private static readonly TimeSpan CredentialsLife = TimeSpan.FromSeconds(86_399);

    /// <summary>Scopes that are never granted, such as one that waits for the vendor's approval.</summary>
    public ISet<string> WithheldScopes { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The app as registered: redirect addresses, codes.</summary>
    public SignInApp SignIn { get; }

    /// <summary>Refreshes answered so far.</summary>
    public int Refreshes { get; private set; }

    /// <summary>All access tokens with an end die now; refresh tokens and <see cref="AccessToken"/> live on.</summary>
    public void ExpireAccessTokens() => Locked(() =>
    {
        State.Tokens.ExpireAccess();
        return true;
    });

    internal bool Accepts(string token) => Locked(() => Installed && (token == AccessToken || State.Tokens.Accepts(token)));

    /// <summary>What an app that asks for these scopes gets; an app that names none gets those of its settings.</summary>
    internal IReadOnlyList<string> Granted(IReadOnlyList<string> asked) =>
        [.. (asked.Count == 0 ? Scopes.Order(StringComparer.Ordinal) : asked.AsEnumerable()).Except(WithheldScopes, StringComparer.Ordinal)];

    /// <summary>Answers <c>POST /admin/oauth/access_token</c>.</summary>
    internal (int Status, JObject Body) AnswerToken(SignInForm form) => Locked(() =>
    {
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return Bad("invalid_client", "client_id or client_secret is wrong");
        }

        return form["grant_type"] switch
        {
            // The code's own exchange carries no grant_type.
            null or "authorization_code" when form["code"] is not null => Exchange(form),
            "refresh_token" => Refresh(form["refresh_token"] ?? ""),
            "client_credentials" when !Installed => Bad("invalid_client", "The app is not installed in this shop"),
            "client_credentials" => (200, Access(State.Tokens.Make(CredentialsLife), CredentialsLife)),
            _ => Bad("unsupported_grant_type", "The grant_type is missing or not supported"),
        };
    });

    private (int, JObject) Exchange(SignInForm form)
    {
        if (SignIn.Take(form["code"]) is not { } code)
        {
            return Bad("invalid_request", "The authorization code was not found or was already used");
        }

        SignIn.Exchanged++;
        Scopes = code.Scopes.ToHashSet(StringComparer.Ordinal);
        if (!Installed)
        {
            InstallApp();
        }

        // Without expiring=1 an app gets the one token that holds until it is uninstalled.
        return form["expiring"] is "1" or "true"
            ? (200, Pair(State.Tokens.MakeRefresh()))
            : (200, new JObject { ["access_token"] = AccessToken, ["scope"] = ScopeText() });
    }

    private (int, JObject) Refresh(string token)
    {
        if (!Installed || State.Tokens.Rotate(token) is not { } next)
        {
            return Bad("invalid_grant", "The refresh token is expired, was replaced or is unknown");
        }

        Refreshes++;
        return (200, Pair(next));
    }

    private JObject Pair(string refresh)
    {
        var json = Access(State.Tokens.Make(ShopifyTokens.AccessLife), ShopifyTokens.AccessLife);
        json["refresh_token"] = refresh;
        json["refresh_token_expires_in"] = (long)ShopifyTokens.RefreshLife.TotalSeconds;
        return json;
    }

    private JObject Access(string token, TimeSpan lasts) => new() { ["access_token"] = token, ["scope"] = ScopeText(), ["expires_in"] = (long)lasts.TotalSeconds };

    private string ScopeText() => string.Join(',', Scopes.Order(StringComparer.Ordinal));

    private static (int, JObject) Bad(string error, string description) => (400, new JObject { ["error"] = error, ["error_description"] = description });
}
