using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Access tokens of an hour, made from the refresh token; a revoked grant is <c>invalid_grant</c>. Called under the simulator's lock.</summary>
internal sealed class GoogleTokens(GoogleAccount account)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);
    private readonly Dictionary<string, DateTimeOffset> _made = new(StringComparer.Ordinal);
    private int _next;

    public bool Revoked { get; private set; }

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

    public GoogleAnswer Answer(IReadOnlyDictionary<string, string> form, DateTimeOffset now)
    {
        if (form.GetValueOrDefault("client_id") != account.ClientId || form.GetValueOrDefault("client_secret") != account.ClientSecret)
        {
            return Bad(401, "invalid_client", "The OAuth client was not found.");
        }

        switch (form.GetValueOrDefault("grant_type"))
        {
            case "refresh_token" when Revoked || form.GetValueOrDefault("refresh_token") != account.RefreshToken:
                return Bad(400, "invalid_grant", "Token has been expired or revoked.");
            case "refresh_token":
                Refreshes++;
                return Good(now, withRefresh: false);
            case "authorization_code" when !string.IsNullOrEmpty(form.GetValueOrDefault("code")):
                GrantAgain();
                return Good(now, withRefresh: true);
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
