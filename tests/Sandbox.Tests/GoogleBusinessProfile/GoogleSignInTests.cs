using IntegrationHub.Sandbox.Tests.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.GoogleBusinessProfile;

/// <summary>From the consent screen to a token that works.</summary>
public sealed class GoogleSignInTests : GoogleBench
{
    private const string Manage = "https://www.googleapis.com/auth/business.manage";
    private static readonly (string, string)[] Offline = [("access_type", "offline"), ("prompt", "consent")];

    [Fact]
    public async Task A_code_becomes_a_token_and_a_refresh_token_that_work()
    {
        var (status, token) = await ExchangeAsync(await CodeAsync(Offline));
        Assert.Equal((200, Manage, "Bearer"), (status, (string?)token["scope"], (string?)token["token_type"]));
        Use((string)token["access_token"]!);
        Assert.Equal(200, (await CallAsync("GET", "v1/accounts")).Status);
        var (refreshed, again) = await RefreshAsync((string)token["refresh_token"]!);
        Assert.Equal((200, null), (refreshed, (string?)again["refresh_token"]));
        Assert.Equal((1, 1), (Google.TokenRefreshes, Google.SignIn.Exchanged));
    }

    [Theory]
    [InlineData("online", "consent")]
    [InlineData("offline", "select_account")]
    public async Task Without_offline_access_and_consent_there_is_no_refresh_token(string access, string prompt)
    {
        var (status, token) = await ExchangeAsync(await CodeAsync(("access_type", access), ("prompt", prompt)));
        Assert.Equal((200, null), (status, (string?)token["refresh_token"]));
    }

    [Theory]
    [InlineData("code", "nonsense", "invalid_grant")]
    [InlineData("redirect_uri", "http://127.0.0.1:5000/other", "redirect_uri_mismatch")]
    [InlineData("code_verifier", "another-verifier-that-is-long-enough-for-the-rules", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_grant")]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    public async Task A_wrong_field_is_refused_with_a_flat_error(string field, string value, string error)
    {
        var (status, body) = await ExchangeAsync(await CodeAsync(Offline), (field, value));
        Assert.Equal((error == "invalid_client" ? 401 : 400, error), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync(Offline);
        await ExchangeAsync(code);
        Assert.Equal("invalid_grant", (string?)(await ExchangeAsync(code)).Body["error"]);
    }

    [Fact]
    public async Task In_testing_mode_a_refresh_token_dies_after_seven_days_and_one_made_in_production_does_not()
    {
        var lasting = (string)(await ExchangeAsync(await CodeAsync(Offline))).Body["refresh_token"]!;
        Google.InTesting = true;
        var testing = (string)(await ExchangeAsync(await CodeAsync(Offline))).Body["refresh_token"]!;
        Clock.Advance(TimeSpan.FromDays(6.9));
        Assert.Equal(200, (await RefreshAsync(testing)).Status);
        Clock.Advance(TimeSpan.FromDays(0.1));
        var (status, body) = await RefreshAsync(testing);
        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
        Assert.Equal(200, (await RefreshAsync(lasting)).Status);
    }

    [Fact]
    public async Task After_revoking_only_a_new_sign_in_helps()
    {
        var refresh = (string)(await ExchangeAsync(await CodeAsync(Offline))).Body["refresh_token"]!;
        Google.RevokeGrant();
        Assert.Equal("invalid_grant", (string?)(await RefreshAsync(refresh)).Body["error"]);
        var (_, token) = await ExchangeAsync(await CodeAsync(Offline));
        Assert.Equal(200, (await RefreshAsync((string)token["refresh_token"]!)).Status);
        Assert.Equal("invalid_grant", (string?)(await RefreshAsync(refresh)).Body["error"]);
    }

    [Fact]
    public async Task A_grant_without_the_scope_is_403_in_calls()
    {
        var (_, token) = await ExchangeAsync(await CodeAsync(("scope", "openid")));
        Use((string)token["access_token"]!);
        var (status, body) = await CallAsync("GET", "v1/accounts");
        Assert.Equal((403, "PERMISSION_DENIED"), (status, (string?)body["error"]!["status"]));
    }

    [Fact]
    public async Task With_quota_zero_signing_in_works_and_every_call_is_429_with_the_limit_zero()
    {
        Google.Switches.QuotaZero = true;
        var (status, token) = await ExchangeAsync(await CodeAsync(Offline));
        Assert.Equal(200, status);
        Use((string)token["access_token"]!);
        foreach (var path in new[] { "v1/accounts", Reviews })
        {
            var (refused, body) = await CallAsync("GET", path);
            Assert.Equal((429, "0"), (refused, (string?)body.SelectToken("error.details[0].metadata.quota_limit_value")));
        }
    }

    [Fact]
    public async Task A_challenge_of_an_unknown_method_ends_on_an_error_page()
    {
        var (status, _, to) = await Browser.OpenAsync(Page, Asked(("code_challenge_method", "S512"), ("decision", "allow")));
        Assert.Equal((400, null), (status, to));
    }

    private Uri Page => new(Vendors.BaseUrl("google") + "/o/oauth2/v2/auth");

    private (string, string)[] Asked(params (string Name, string Value)[] more)
    {
        Google.SignIn.RedirectAddresses.Add(Browser.Callback.AbsoluteUri);
        return
        [
            .. new[]
            {
                ("client_id", Google.Account.ClientId), ("redirect_uri", Browser.Callback.AbsoluteUri), ("response_type", "code"), ("scope", Manage),
                ("code_challenge", Browser.Challenge), ("code_challenge_method", "S256"),
            }.Where(f => more.All(m => m.Name != f.Item1)),
            .. more,
        ];
    }

    private async Task<string> CodeAsync(params (string Name, string Value)[] more) => (await Browser.SentBackAsync(Page, [.. Asked(more), ("decision", "allow")]))["code"];

    private Task<(int Status, JObject Body)> ExchangeAsync(string code, params (string Name, string Value)[] instead) => FormAsync("token",
    [
        .. new[]
        {
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Browser.Callback.AbsoluteUri), ("code_verifier", Browser.Verifier),
            ("client_id", Google.Account.ClientId), ("client_secret", Google.Account.ClientSecret),
        }.Where(f => instead.All(i => i.Name != f.Item1)),
        .. instead,
    ]);

    private Task<(int Status, JObject Body)> RefreshAsync(string token) => FormAsync(
        "token", ("grant_type", "refresh_token"), ("client_id", Google.Account.ClientId), ("client_secret", Google.Account.ClientSecret), ("refresh_token", token));
}
