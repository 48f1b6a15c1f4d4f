using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.Tests.SignIn;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Shopify;

/// <summary>From the shop's authorize page to a token that works, and its rotation.</summary>
public sealed class ShopifySignInTests : ShopifyFixture
{
    private readonly FakeTimeProvider _wall = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_comes_back_is_signed_over_all_other_parameters()
    {
        var sent = await SentBackAsync();
        // The callback's own parameter was there before.
        Assert.Equal(["code", "hmac", "host", "shop", "state", "timestamp", "tool"], sent.Keys.Order());
        Assert.Equal("kornhaus.myshopify.com", sent["shop"]);
        var text = string.Join('&', sent.Where(p => p.Key is not ("hmac" or "tool")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value));
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Vendors.Shopify.ClientSecret), Encoding.UTF8.GetBytes(text))), sent["hmac"]);
        Assert.InRange(long.Parse(sent["timestamp"], System.Globalization.CultureInfo.InvariantCulture), _wall.Start.ToUnixTimeSeconds() - 1, long.MaxValue);
    }

    [Fact]
    public async Task A_code_becomes_a_token_of_an_hour_and_sets_what_the_app_may_do()
    {
        Shop.WithheldScopes.Add("read_all_orders");
        var (status, token) = await ExchangeAsync((await SentBackAsync(("scope", "read_customers,write_customers,read_all_orders")))["code"]);
        Assert.Equal((200, 3600, 7_776_000), (status, (int)token["expires_in"]!, (int)token["refresh_token_expires_in"]!));
        Assert.Equal("read_customers,write_customers", (string?)token["scope"]);
        Use(token);
        Assert.Equal(
            ["read_customers", "write_customers"],
            (await AskAsync("{ currentAppInstallation { accessScopes { handle } } }")).SelectTokens("data.currentAppInstallation.accessScopes[*].handle").Select(h => (string)h!));
        _wall.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(200, await StatusAsync());
        _wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, await StatusAsync());
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = (await SentBackAsync())["code"];
        await ExchangeAsync(code);
        var (status, body) = await ExchangeAsync(code);
        Assert.Equal((400, "invalid_request"), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task Without_expiring_the_token_holds_until_the_app_is_uninstalled()
    {
        var (_, token) = await PostAsync(("client_id", Shop.ClientId), ("client_secret", Shop.ClientSecret), ("code", (await SentBackAsync())["code"]));
        Assert.Null(token["expires_in"]);
        Use(token);
        _wall.Advance(TimeSpan.FromDays(100));
        Assert.Equal(200, await StatusAsync());
        Shop.UninstallApp();
        Assert.Equal(401, await StatusAsync());
    }

    [Fact]
    public async Task A_used_refresh_token_works_again_until_its_replacement_was_used()
    {
        var first = (string)(await ExchangeAsync((await SentBackAsync())["code"])).Body["refresh_token"]!;
        await RefreshAsync(first);
        var (status, retried) = await RefreshAsync(first);
        Assert.Equal(200, status);
        var second = (string)retried["refresh_token"]!;
        Assert.Equal(200, (await RefreshAsync(second)).Status);
        var (late, body) = await RefreshAsync(first);
        Assert.Equal((400, "invalid_grant"), (late, (string?)body["error"]));
        Assert.Equal(3, Shop.Refreshes);
    }

    [Fact]
    public async Task A_retry_gives_the_same_replacement_and_another_access_token()
    {
        var first = (string)(await ExchangeAsync((await SentBackAsync())["code"])).Body["refresh_token"]!;
        var (once, again) = ((await RefreshAsync(first)).Body, (await RefreshAsync(first)).Body);
        Assert.Equal((string?)once["refresh_token"], (string?)again["refresh_token"]);
        Assert.NotEqual((string?)once["access_token"], (string?)again["access_token"]);
    }

    [Theory]
    [InlineData(29, 200)]
    [InlineData(30, 400)]
    public async Task A_second_use_is_possible_for_thirty_days(int days, int expected)
    {
        var first = (string)(await ExchangeAsync((await SentBackAsync())["code"])).Body["refresh_token"]!;
        await RefreshAsync(first);
        _wall.Advance(TimeSpan.FromDays(days));
        Assert.Equal(expected, (await RefreshAsync(first)).Status);
    }

    [Fact]
    public async Task A_lost_answer_is_healed_by_the_same_refresh_token()
    {
        var first = (string)(await ExchangeAsync((await SentBackAsync())["code"])).Body["refresh_token"]!;
        Vendors.Faults.LoseNextTokenAnswer("shopify");
        await Assert.ThrowsAsync<HttpRequestException>(() => RefreshAsync(first));
        Assert.Equal(1, Shop.Refreshes);
        var (status, token) = await RefreshAsync(first);
        Assert.Equal(200, status);
        Use(token);
        Assert.Equal(200, await StatusAsync());
    }

    [Fact]
    public async Task Uninstalling_kills_all_and_signing_in_installs_again_without_waking_old_tokens()
    {
        var (_, token) = await ExchangeAsync((await SentBackAsync())["code"]);
        var old = Shop.AccessToken;
        Shop.UninstallApp();
        Assert.Equal(400, (await RefreshAsync((string)token["refresh_token"]!)).Status);
        Use((await ExchangeAsync((await SentBackAsync())["code"])).Body);
        Assert.Equal(200, await StatusAsync());
        Use(new JObject { ["access_token"] = old });
        Assert.Equal(401, await StatusAsync());
    }

    [Fact]
    public async Task Expired_access_tokens_are_401_and_the_refresh_token_lives()
    {
        var (_, token) = await ExchangeAsync((await SentBackAsync())["code"]);
        Shop.ExpireAccessTokens();
        Use(token);
        Assert.Equal(401, await StatusAsync());
        Assert.Equal(200, (await RefreshAsync((string)token["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task A_shop_nobody_opened_has_no_page()
    {
        var (status, _, _) = await Browser.OpenAsync(new Uri(Vendors.BaseUrl("shopify", "nobody") + "/admin/oauth/authorize"), ("client_id", Shop.ClientId));
        Assert.Equal(404, status);
    }

    internal override SandboxOptions Options() => new() { RetryPace = 0.00001, WaitTime = _wall, SigningTime = _wall };

    private Task<Dictionary<string, string>> SentBackAsync(params (string, string)[] more)
    {
        Shop.SignIn.RedirectAddresses.Add(Browser.Callback.AbsoluteUri);
        return Browser.SentBackAsync(
            new Uri(Vendors.BaseUrl("shopify", "kornhaus.myshopify.com") + "/admin/oauth/authorize"),
            [("client_id", Shop.ClientId), ("redirect_uri", Browser.Callback.AbsoluteUri), ("state", "s1"), ("decision", "allow"), .. more]);
    }

    private Task<(int Status, JObject Body)> ExchangeAsync(string code) =>
        PostAsync(("client_id", Shop.ClientId), ("client_secret", Shop.ClientSecret), ("code", code), ("expiring", "1"));

    private Task<(int Status, JObject Body)> RefreshAsync(string token) =>
        PostAsync(("client_id", Shop.ClientId), ("client_secret", Shop.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", token));

    private async Task<(int Status, JObject Body)> PostAsync(params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await Http.PostAsync(new Uri("admin/oauth/access_token", UriKind.Relative), content);
        return ((int)answer.StatusCode, (JObject)WireJson.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private void Use(JObject token)
    {
        Http.DefaultRequestHeaders.Remove("X-Shopify-Access-Token");
        Http.DefaultRequestHeaders.Add("X-Shopify-Access-Token", (string)token["access_token"]!);
    }

    private async Task<int> StatusAsync()
    {
        using var answer = await PostAsync("{ shop { name } }");
        return (int)answer.StatusCode;
    }
}
