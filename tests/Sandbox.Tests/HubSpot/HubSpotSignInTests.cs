using IntegrationHub.Sandbox.Tests.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

/// <summary>From the authorize page to a token that works.</summary>
public sealed class HubSpotSignInTests : HubSpotBench
{
    private const string Contacts = "crm/objects/2026-09/contacts";

    [Fact]
    public async Task A_code_becomes_a_token_of_thirty_minutes_with_what_was_granted()
    {
        var (status, token) = await ExchangeAsync(await CodeAsync());
        Assert.Equal((200, 1800, Hub.Account.PortalId), (status, (int)token["expires_in"]!, (long)token["hub_id"]!));
        Assert.Equal(["oauth", "crm.objects.contacts.read"], token["scopes"]!.Select(s => (string)s!));
        Use((string)token["access_token"]!);
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
        Wall.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(401, (await CallAsync("GET", Contacts)).Status);
        Assert.Equal(1, Hub.SignIn.Exchanged);
    }

    [Fact]
    public async Task A_scope_that_was_not_asked_for_is_missing_in_calls()
    {
        var (_, token) = await ExchangeAsync(await CodeAsync());
        Use((string)token["access_token"]!);
        var (status, body, _) = await CallAsync("POST", Contacts, new { properties = new { email = "ana@example.com" } });
        Assert.Equal((403, "MISSING_SCOPES"), (status, (string?)body["category"]));
    }

    [Fact]
    public async Task An_optional_scope_the_account_lacks_is_left_out_of_the_grant()
    {
        Hub.Switches.MissingScopes.Add("analytics.behavioral_events.send");
        var (_, token) = await ExchangeAsync(await CodeAsync(("optional_scope", "analytics.behavioral_events.send forms")));
        Assert.Equal(["oauth", "crm.objects.contacts.read", "forms"], token["scopes"]!.Select(s => (string)s!));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync();
        await ExchangeAsync(code);
        var (status, body) = await ExchangeAsync(code);
        Assert.Equal((400, "BAD_AUTH_CODE"), (status, (string?)body["status"]));
    }

    [Theory]
    [InlineData(9, 200)]
    [InlineData(10, 400)]
    public async Task A_code_lives_ten_minutes(int minutes, int expected)
    {
        var code = await CodeAsync();
        Wall.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(expected, (await ExchangeAsync(code)).Status);
    }

    [Fact]
    public async Task Another_redirect_address_at_the_exchange_is_refused()
    {
        var (status, body) = await ExchangeAsync(await CodeAsync(), ("redirect_uri", "http://127.0.0.1:5000/other"));
        Assert.Equal((400, "MISMATCH_REDIRECT_URI_AUTH_CODE"), (status, (string?)body["status"]));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_leaves_the_code_alone()
    {
        var code = await CodeAsync();
        var (status, body) = await ExchangeAsync(code, ("client_secret", "wrong"));
        Assert.Equal((400, "BAD_CLIENT_SECRET"), (status, (string?)body["status"]));
        Assert.Equal(200, (await ExchangeAsync(code)).Status);
    }

    [Theory]
    [InlineData(Browser.Verifier, 200)]
    [InlineData("another-verifier-that-is-long-enough-for-the-rules", 400)]
    [InlineData("", 400)]
    public async Task Where_a_challenge_was_given_its_verifier_is_needed(string verifier, int expected)
    {
        var code = await CodeAsync(("code_challenge", Browser.Challenge), ("code_challenge_method", "S256"));
        Assert.Equal(expected, (await ExchangeAsync(code, ("code_verifier", verifier))).Status);
    }

    [Fact]
    public async Task Refreshing_keeps_the_refresh_token_until_the_app_is_uninstalled_and_signing_in_again_mends_it()
    {
        var (_, token) = await ExchangeAsync(await CodeAsync());
        var refresh = (string)token["refresh_token"]!;
        var (_, again) = await RefreshAsync(refresh);
        Assert.Equal(refresh, (string?)again["refresh_token"]);
        Assert.NotEqual((string?)token["access_token"], (string?)again["access_token"]);
        Assert.Equal(1, Hub.TokenRefreshes);

        Hub.Uninstall();
        Assert.Equal("BAD_REFRESH_TOKEN", (string?)(await RefreshAsync(refresh)).Body["status"]);
        Assert.Equal(200, (await ExchangeAsync(await CodeAsync())).Status);
    }

    [Fact]
    public async Task Somebody_may_sign_in_with_another_portal()
    {
        Hub.Switches.SignInPortal = 42;
        var (_, token) = await ExchangeAsync(await CodeAsync());
        Use((string)token["access_token"]!);
        var details = await CallAsync("GET", "account-info/2026-03/details");
        Assert.Equal((42, 42), ((long)token["hub_id"]!, (long)details.Body["portalId"]!));
    }

    [Fact]
    public async Task A_lost_answer_has_taken_effect_and_the_old_refresh_token_still_works()
    {
        Vendors.Faults.LoseNextTokenAnswer("hubspot");
        await Assert.ThrowsAsync<HttpRequestException>(() => RefreshAsync(Hub.Account.RefreshToken));
        Assert.Equal(200, (await RefreshAsync(Hub.Account.RefreshToken)).Status);
        Assert.Equal(2, Hub.TokenRefreshes);
    }

    private async Task<string> CodeAsync(params (string, string)[] more)
    {
        Hub.SignIn.RedirectAddresses.Add(Browser.Callback.AbsoluteUri);
        var sent = await Browser.SentBackAsync(
            new Uri(Vendors.BaseUrl("hubspot") + "/oauth/authorize"),
            [("client_id", Hub.Account.ClientId), ("redirect_uri", Browser.Callback.AbsoluteUri), ("scope", "oauth crm.objects.contacts.read"), ("state", "s"), ("decision", "allow"), .. more]);
        return sent["code"];
    }

    private Task<(int Status, JObject Body)> ExchangeAsync(string code, params (string Name, string Value)[] instead) => FormAsync("oauth/2026-03/token",
    [
        .. new[]
        {
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Browser.Callback.AbsoluteUri), ("client_id", Hub.Account.ClientId), ("client_secret", Hub.Account.ClientSecret),
        }.Where(f => instead.All(i => i.Name != f.Item1)),
        .. instead,
    ]);

    private Task<(int Status, JObject Body)> RefreshAsync(string token) => FormAsync(
        "oauth/2026-03/token", ("grant_type", "refresh_token"), ("client_id", Hub.Account.ClientId), ("client_secret", Hub.Account.ClientSecret), ("refresh_token", token));
}
