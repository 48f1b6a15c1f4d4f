using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Access tokens of an hour, made from a code or a refresh token; a revoked grant is <c>invalid_grant</c>. Called under the simulator's lock.</summary>
internal sealed class GoogleTokens(GoogleAccount account, SignInApp app, SandboxWorld world)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);
    private static readonly TimeSpan TestingLife = TimeSpan.FromDays(7);
    private readonly Dictionary<string, (GoogleGrant Grant, DateTimeOffset Ends)> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoogleGrant> _refresh = new(StringComparer.Ordinal) { [account.RefreshToken] = new() };
    private int _next;

    /// <summary>The consent screen is in Testing: refresh tokens made now die after seven days of the vendors' clock.</summary>
    public bool InTesting { get; set; }

    public int Refreshes { get; private set; }

    /// <summary>What a bearer token allows, or null when the token is not valid now.</summary>
    public GoogleGrant? Find(string token, DateTimeOffset now) => _made.TryGetValue(token, out var made) && made.Ends > now ? made.Grant : null;

    public void Revoke()
    {
        _refresh.Clear();
        _made.Clear();
    }

    public void Expire() => _made.Clear();

    public string Make(DateTimeOffset now, TimeSpan? lasts = null, GoogleGrant? grant = null)
    {
        var token = "ya29.sample-" + (++_next).ToString("D6", CultureInfo.InvariantCulture);
        _made[token] = (grant ?? new GoogleGrant(), now + (lasts ?? Life));
        return token;
    }

    public GoogleAnswer Answer(SignInForm form, DateTimeOffset now)
    {
        if (form["client_id"] != account.ClientId) return Bad(401, "invalid_client", "The OAuth client was not found.");
        if (form["client_secret"] != account.ClientSecret) return Bad(401, "invalid_client", "The provided client secret is invalid.");
        return form["grant_type"] switch
        {
            "refresh_token" => Refresh(form["refresh_token"] ?? "", now),
            "authorization_code" => Exchange(form, now),
            _ => Bad(400, "unsupported_grant_type", "Invalid grant_type"),
        };
    }

    private GoogleAnswer Exchange(SignInForm form, DateTimeOffset now)
    {
        if (app.Take(form["code"]) is not { } code) return Bad(400, "invalid_grant", "Malformed auth code.");
        if (form["redirect_uri"] != code.Asked.RedirectUri) return Bad(400, "redirect_uri_mismatch", "Bad Request");
        var verifier = form["code_verifier"];
        if (!code.Asked.IsVerifiedBy(verifier)) return Bad(400, "invalid_grant", verifier is null ? "Missing code verifier." : "Invalid code verifier.");
        app.Exchanged++;
        var grant = new GoogleGrant(code.Scopes, InTesting ? world.Now + TestingLife : null);
        var json = Good(now, grant);
        // Without both parameters the grant ends with its first access token.
        if (code.Asked["access_type"] == "offline" && code.Asked["prompt"].Split(' ').Contains("consent"))
        {
            var refresh = $"{account.RefreshToken}-{app.Exchanged.ToString("D4", CultureInfo.InvariantCulture)}";
            _refresh[refresh] = grant;
            json["refresh_token"] = refresh;
        }

        return GoogleAnswer.Ok(json);
    }

    // A refresh normally brings no new refresh token.
    private GoogleAnswer Refresh(string refresh, DateTimeOffset now)
    {
        if (!_refresh.TryGetValue(refresh, out var grant) || grant.Ends <= world.Now) return Bad(400, "invalid_grant", "Token has been expired or revoked.");
        Refreshes++;
        return GoogleAnswer.Ok(Good(now, grant));
    }

    private JObject Good(DateTimeOffset now, GoogleGrant grant) => new()
    {
        ["access_token"] = Make(now, null, grant), ["expires_in"] = (int)Life.TotalSeconds, ["scope"] = string.Join(' ', grant.Scopes ?? [GoogleGrant.Manage]), ["token_type"] = "Bearer",
    };

    private static GoogleAnswer Bad(int status, string error, string description) => new(status, new JObject { ["error"] = error, ["error_description"] = description });
}
