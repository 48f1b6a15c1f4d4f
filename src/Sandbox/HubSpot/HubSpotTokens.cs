using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Access tokens: made by the token endpoint, alive for 30 minutes, each belonging to an app. Called under the simulator's lock.</summary>
internal sealed class HubSpotTokens(HubSpotAccount account)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, long> _static = new(StringComparer.Ordinal) { [account.StaticToken] = account.AppId };
    private readonly Dictionary<string, DateTimeOffset> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refresh = new(StringComparer.Ordinal) { account.RefreshToken };
    private int _next;

    /// <summary>Refreshes answered so far: a test counts them to see that one refresh serves all workers.</summary>
    public int Refreshes { get; private set; }

    public void AddOtherApp(string token, long appId) => _static[token] = appId;

    public void RevokeAll()
    {
        _refresh.Clear();
        _made.Clear();
        _static.Clear();
    }

    public void ExpireAccessTokens() => _made.Clear();

    /// <summary>The app behind a bearer token, or null when the token is not valid now; <paramref name="oauth"/> tells which limits hold.</summary>
    public long? AppOf(string? token, DateTimeOffset now, out bool oauth)
    {
        oauth = false;
        if (token is null) return null;
        if (_static.TryGetValue(token, out var app)) return app;
        oauth = true;
        return _made.TryGetValue(token, out var ends) && ends > now ? account.AppId : null;
    }

    /// <summary>Answers <c>POST /oauth/{version}/token</c>. Errors have the OAuth shape with HubSpot's <c>status</c> beside it.</summary>
    public HubSpotAnswer Answer(IReadOnlyDictionary<string, string> form, SignInApp app, DateTimeOffset now)
    {
        var grant = form.GetValueOrDefault("grant_type");
        if (form.GetValueOrDefault("client_id") != account.ClientId || form.GetValueOrDefault("client_secret") != account.ClientSecret)
        {
            return Bad("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id");
        }

        switch (grant)
        {
            case "refresh_token" when !_refresh.Contains(form.GetValueOrDefault("refresh_token") ?? ""):
                return Bad("invalid_grant", "BAD_REFRESH_TOKEN", "missing or invalid refresh token");
            case "authorization_code" when app.Take(form) is null:
                return Bad("invalid_grant", "BAD_AUTH_CODE", "missing or invalid auth code");
            case "refresh_token" or "authorization_code" or "client_credentials":
                break;
            default:
                return Bad("unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant type");
        }

        if (grant == "refresh_token") Refreshes++;
        if (grant == "authorization_code") _refresh.Add(account.RefreshToken);
        var token = "CN-sample-" + (++_next).ToString("D6", CultureInfo.InvariantCulture);
        _made[token] = now + Life;
        var json = new JObject { ["token_type"] = "bearer", ["access_token"] = token, ["expires_in"] = (int)Life.TotalSeconds };
        if (grant != "client_credentials")
        {
            json["refresh_token"] = account.RefreshToken;
            json["hub_id"] = account.PortalId;
            json["scopes"] = new JArray("oauth", "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.deals.read", "crm.objects.deals.write");
        }

        return new HubSpotAnswer(200, json);
    }

    private static HubSpotAnswer Bad(string error, string status, string message) => new(400, new JObject
    {
        ["error"] = error, ["error_description"] = message, ["status"] = status, ["message"] = message,
    });
}
