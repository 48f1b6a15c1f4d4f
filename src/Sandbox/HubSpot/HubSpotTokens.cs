using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Access tokens: made by the token endpoint, alive for 30 minutes, each belonging to an app. Called under the simulator's lock.</summary>
internal sealed class HubSpotTokens(HubSpotAccount account, HubSpotSwitches switches, SignInApp app)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly string[] SampleScopes = ["oauth", "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.deals.read", "crm.objects.deals.write"];
    private readonly Dictionary<string, HubSpotGrant> _static = new(StringComparer.Ordinal) { [account.StaticToken] = new(account.AppId, account.PortalId) };
    private readonly Dictionary<string, (HubSpotGrant Grant, DateTimeOffset Ends)> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HubSpotGrant> _refresh = new(StringComparer.Ordinal) { [account.RefreshToken] = new(account.AppId, account.PortalId) };
    private int _next;

    /// <summary>Refreshes answered so far: a test counts them to see that one refresh serves all workers.</summary>
    public int Refreshes { get; private set; }

    public void AddOtherApp(string token, long appId) => _static[token] = new HubSpotGrant(appId, account.PortalId);

    public void RevokeAll()
    {
        _refresh.Clear();
        _made.Clear();
        _static.Clear();
    }

    public void ExpireAccessTokens() => _made.Clear();

    /// <summary>What a bearer token allows, or null when the token is not valid now.</summary>
    public HubSpotGrant? Find(string token, DateTimeOffset now) =>
        _static.TryGetValue(token, out var grant) ? grant : _made.TryGetValue(token, out var made) && made.Ends > now ? made.Grant : null;

    /// <summary>Answers <c>POST /oauth/{version}/token</c>. Errors have the OAuth shape with HubSpot's <c>status</c> beside it.</summary>
    public HubSpotAnswer Answer(SignInForm form, DateTimeOffset now)
    {
        if (form["client_id"] != account.ClientId) return Bad("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id");
        if (form["client_secret"] != account.ClientSecret) return Bad("invalid_client", "BAD_CLIENT_SECRET", "missing or invalid client secret");
        return form["grant_type"] switch
        {
            "authorization_code" => Exchange(form, now),
            "refresh_token" => Refresh(form["refresh_token"] ?? "", now),
            // A token of the app itself, not of an account: for the app's own settings.
            "client_credentials" => new HubSpotAnswer(200, Make(new HubSpotGrant(account.AppId, account.PortalId, form["scope"]?.Split(' ') ?? ["developers-read", "developers-write"]), now)),
            _ => Bad("unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant type"),
        };
    }

    private HubSpotAnswer Exchange(SignInForm form, DateTimeOffset now)
    {
        if (app.Take(form["code"]) is not { } code) return Bad("invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code");
        if (form["redirect_uri"] != code.Asked.RedirectUri)
        {
            return Bad("invalid_grant", "MISMATCH_REDIRECT_URI_AUTH_CODE", "redirect URI does not match auth code redirect URI");
        }

        if (!code.Asked.IsVerifiedBy(form["code_verifier"])) return Bad("invalid_grant", "BAD_CODE_VERIFIER", "missing or invalid code verifier");
        app.Exchanged++;
        var grant = new HubSpotGrant(account.AppId, switches.SignInPortal ?? account.PortalId, code.Scopes);
        var refresh = $"{account.RefreshToken}-{app.Exchanged.ToString("D4", CultureInfo.InvariantCulture)}";
        _refresh[refresh] = grant;
        return Granted(refresh, grant, now);
    }

    // The refresh token stays the same.
    private HubSpotAnswer Refresh(string refresh, DateTimeOffset now)
    {
        if (!_refresh.TryGetValue(refresh, out var grant)) return Bad("invalid_grant", "BAD_REFRESH_TOKEN", "missing or invalid refresh token");
        Refreshes++;
        return Granted(refresh, grant, now);
    }

    private HubSpotAnswer Granted(string refresh, HubSpotGrant grant, DateTimeOffset now)
    {
        var json = Make(grant, now);
        json["refresh_token"] = refresh;
        json["hub_id"] = grant.PortalId;
        json["scopes"] = new JArray(grant.Scopes ?? SampleScopes);
        return new HubSpotAnswer(200, json);
    }

    private JObject Make(HubSpotGrant grant, DateTimeOffset now)
    {
        var token = "CN-sample-" + (++_next).ToString("D6", CultureInfo.InvariantCulture);
        _made[token] = (grant, now + Life);
        return new JObject { ["token_type"] = "bearer", ["access_token"] = token, ["expires_in"] = (int)Life.TotalSeconds };
    }

    private static HubSpotAnswer Bad(string error, string status, string message) => new(400, new JObject
    {
        ["error"] = error, ["error_description"] = message, ["status"] = status, ["message"] = message,
    });
}
