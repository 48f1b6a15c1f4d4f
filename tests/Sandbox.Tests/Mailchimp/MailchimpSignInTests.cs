using System.Net.Http.Headers;
using IntegrationHub.Sandbox.Mailchimp;
using IntegrationHub.Sandbox.Tests.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Mailchimp;

/// <summary>From the authorize page to a token that never expires.</summary>
public sealed class MailchimpSignInTests : MailchimpFixture
{
    [Fact]
    public async Task A_code_becomes_a_token_without_end_and_without_refresh_token()
    {
        var (status, token) = await ExchangeAsync(await CodeAsync());
        Assert.Equal((200, 0, false), (status, (int)token["expires_in"]!, token.ContainsKey("refresh_token")));
        Use((string)token["access_token"]!);
        Clock.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(200, (await CallAsync("GET", "ping")).Status);
        Assert.Equal(1, Account.SignIn.Exchanged);
    }

    [Fact]
    public async Task The_metadata_name_the_endpoint_under_which_the_api_answers()
    {
        var token = (string)(await ExchangeAsync(await CodeAsync())).Body["access_token"]!;
        var (status, body) = await MetadataAsync(token);
        Assert.Equal((200, "us19"), (status, (string?)body["dc"]));
        Use(token);
        using var answer = await Http.GetAsync(new Uri((string)body["api_endpoint"]! + "/3.0/ping"));
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_metadata_of_a_dead_token_are_200_without_an_endpoint()
    {
        var token = (string)(await ExchangeAsync(await CodeAsync())).Body["access_token"]!;
        Account.RevokeTokens();
        var (status, body) = await MetadataAsync(token);
        Assert.Equal((200, "invalid_token"), (status, (string?)body["error"]));
        Assert.Null(body["dc"]);
        Assert.Null(body["api_endpoint"]);
        Use(token);
        Assert.Equal(401, (await CallAsync("GET", "ping")).Status);
        Use(Account.ApiKey);
        Assert.Equal(200, (await CallAsync("GET", "ping")).Status);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync();
        await ExchangeAsync(code);
        var (status, body) = await ExchangeAsync(code);
        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task Another_redirect_address_at_the_exchange_is_refused()
    {
        var (status, body) = await ExchangeAsync(await CodeAsync(), "http://127.0.0.1:5000/other");
        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
    }

    [Fact]
    public async Task A_rotated_secret_makes_the_old_one_401()
    {
        var (code, old) = (await CodeAsync(), Account.ClientSecret);
        Account.ClientSecret = "rotated";
        Assert.Equal(401, (await ExchangeAsync(code, secret: old)).Status);
        Assert.Equal(200, (await ExchangeAsync(code)).Status);
    }

    private async Task<string> CodeAsync()
    {
        Account.SignIn.RedirectAddresses.Add(Browser.Callback.AbsoluteUri);
        var sent = await Browser.SentBackAsync(
            new Uri(Vendors.BaseUrl("mailchimp") + "/oauth2/authorize"),
            ("response_type", "code"), ("client_id", MailchimpSimulator.ClientId), ("redirect_uri", Browser.Callback.AbsoluteUri), ("state", "s1"), ("decision", "allow"));
        return sent["code"];
    }

    private async Task<(int Status, JObject Body)> ExchangeAsync(string code, string? redirect = null, string? secret = null)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect ?? Browser.Callback.AbsoluteUri,
            ["client_id"] = MailchimpSimulator.ClientId, ["client_secret"] = secret ?? Account.ClientSecret,
        });
        using var answer = await Http.PostAsync(new Uri(Vendors.BaseUrl("mailchimp") + "/oauth2/token"), content);
        return ((int)answer.StatusCode, (JObject)WireJson.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private async Task<(int Status, JObject Body)> MetadataAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Vendors.BaseUrl("mailchimp") + "/oauth2/metadata");
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", token);
        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, (JObject)WireJson.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private void Use(string token) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
