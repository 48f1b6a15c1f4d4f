using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Access tokens of an hour, made from the refresh token; a revoked grant is <c>invalid_grant</c>. Called under the simulator's lock.</summary>
internal sealed class GoogleTokens(GoogleAccount account)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);
    private readonly Dictionary<string, DateTimeOffset> _made = new(StringComparer.Ordinal);
    private int _next;
    private DateTimeOffset? _testingUntil;

    public bool Revoked { get; private set; }

    /// <summary>The consent screen is in Testing: refresh tokens made now live for seven days.</summary>
    public bool InTesting { get; set; }

    public int Refreshes { get; private set; }

    public bool IsValid(string? token, DateTimeOffset now) => !Revoked && token is not null && _made.TryGetValue(token, out var ends) && ends > now;

    public void Revoke() => Revoked = true;

    public void GrantAgain() => Revoked = false;

    public void Expire() => _made.Clear();

    public string Make(DateTimeOffset now, TimeSpan? lasts = null)
    {
        var token = "ya29.sample-" + (++_next).ToString("D6", CultureInfo.InvariantCulture);
        _made[token] = now + (lasts ?? Life);
        return token;
    }

    public GoogleAnswer Answer(IReadOnlyDictionary<string, string> form, SignInApp app, DateTimeOffset now)
    {
        if (form.GetValueOrDefault("client_id") != account.ClientId || form.GetValueOrDefault("client_secret") != account.ClientSecret)
        {
            return Bad(401, "invalid_client", "The OAuth client was not found.");
        }

        switch (form.GetValueOrDefault("grant_type"))
        {
            case "refresh_token" when _testingUntil is { } end && end <= now:
                return Bad(400, "invalid_grant", "Token has been expired or revoked.");
            case "refresh_token" when Revoked || form.GetValueOrDefault("refresh_token") != account.RefreshToken:
                return Bad(400, "invalid_grant", "Token has been expired or revoked.");
            case "refresh_token":
                Refreshes++;
                return Good(now, withRefresh: false);
            case "authorization_code" when app.Take(form) is { } code:
                GrantAgain();
                _testingUntil = InTesting ? now.AddDays(7) : null;
                // Only who asks offline is given one, and after the first time only who asks for consent again.
                return Good(now, withRefresh: code.Query.GetValueOrDefault("access_type") == "offline" && code.Query.GetValueOrDefault("prompt") == "consent");
            case "authorization_code":
                return Bad(400, "invalid_grant", "Malformed auth code.");
            default:
                return Bad(400, "unsupported_grant_type", "Invalid grant_type");
        }
    }

    // A refresh normally brings no new refresh token.
    private GoogleAnswer Good(DateTimeOffset now, bool withRefresh)
    {
        var json = new JObject
        {
            ["access_token"] = Make(now), ["expires_in"] = (int)Life.TotalSeconds, ["scope"] = "https://www.googleapis.com/auth/business.manage", ["token_type"] = "Bearer",
        };
        if (withRefresh) json["refresh_token"] = account.RefreshToken;
        return GoogleAnswer.Ok(json);
    }

    private static GoogleAnswer Bad(int status, string error, string description) => new(status, new JObject { ["error"] = error, ["error_description"] = description });
}
