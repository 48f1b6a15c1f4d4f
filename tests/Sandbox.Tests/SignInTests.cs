using System.Net;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests;

/// <summary>Signing in at the simulated tools, as a browser and an app do it.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Back = "http://127.0.0.1:9/connect/callback/x";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private SandboxVendors _vendors = null!;

    public async Task InitializeAsync() => _vendors = await SandboxVendors.StartAsync(new SandboxOptions());

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _vendors.DisposeAsync();
    }

    public static TheoryData<string> Vendors => new("mailchimp", "hubspot", "google", "shopify");

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_code_is_exchanged_once_for_a_token(string vendor)
    {
        var at = At(vendor);
        var code = await CodeAsync(at);
        var (status, tokens) = await TokenAsync(at, code);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEmpty((string)tokens["access_token"]!);
        Assert.Equal(vendor != "mailchimp", tokens["refresh_token"] is not null);
        Assert.True((int)(await TokenAsync(at, code)).Status is 400);
        Assert.Equal(1, at.App.Exchanged);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task An_address_that_is_not_registered_is_never_redirected_to(string vendor)
    {
        var at = At(vendor);
        using var answer = await _http.GetAsync(Authorize(at) + "&decision=allow");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Who_declines_sends_an_error_back(string vendor)
    {
        var at = At(vendor);
        at.App.RedirectAddresses.Add(Back);
        using var answer = await _http.GetAsync(Authorize(at) + "&decision=decline");
        Assert.Contains("error=access_denied", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_verifier_gets_nothing()
    {
        var at = At("google");
        Assert.Equal(HttpStatusCode.BadRequest, (await TokenAsync(at, await CodeAsync(at, "&code_challenge=abc"), ("code_verifier", "wrong"))).Status);
    }

    [Fact]
    public async Task A_used_refresh_token_of_a_shop_works_until_its_successor_was_used()
    {
        var at = At("shopify");
        var first = (string)(await TokenAsync(at, await CodeAsync(at))).Tokens["refresh_token"]!;
        var second = (string)(await RefreshAsync(at, first)).Tokens["refresh_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(at, first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(at, second)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await RefreshAsync(at, first)).Status);
    }

    [Fact]
    public async Task Google_gives_a_refresh_token_only_to_who_asks_offline_with_consent()
    {
        var at = At("google") with { More = "" };
        Assert.Null((await TokenAsync(at, await CodeAsync(at))).Tokens["refresh_token"]);
    }

    [Fact]
    public async Task Mailchimps_metadata_is_200_for_a_dead_token_too()
    {
        var at = At("mailchimp");
        var token = (string)(await TokenAsync(at, await CodeAsync(at))).Tokens["access_token"]!;
        Assert.NotNull((await MetadataAsync(token))["api_endpoint"]);
        _vendors.Mailchimp.RevokeTokens();
        Assert.Null((await MetadataAsync(token))["api_endpoint"]);
    }

    private async Task<JObject> MetadataAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _vendors.BaseUrl("mailchimp", "oauth2/metadata"));
        request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + token);
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JObject.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> CodeAsync(Place at, string more = "")
    {
        at.App.RedirectAddresses.Add(Back);
        using var answer = await _http.GetAsync(Authorize(at) + more + "&decision=allow");
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
    }

    private async Task<(HttpStatusCode Status, JObject Tokens)> TokenAsync(Place at, string code, params (string, string)[] more)
    {
        var form = new Dictionary<string, string> { ["client_id"] = at.ClientId, ["client_secret"] = at.Secret, ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Back, ["expiring"] = "1" };
        foreach (var (name, value) in more)
        {
            form[name] = value;
        }

        return await PostAsync(at, form);
    }

    private Task<(HttpStatusCode Status, JObject Tokens)> RefreshAsync(Place at, string token) =>
        PostAsync(at, new() { ["client_id"] = at.ClientId, ["client_secret"] = at.Secret, ["grant_type"] = "refresh_token", ["refresh_token"] = token });

    private async Task<(HttpStatusCode Status, JObject Tokens)> PostAsync(Place at, Dictionary<string, string> form)
    {
        using var answer = await _http.PostAsync(at.Token, new FormUrlEncodedContent(form));
        return (answer.StatusCode, JObject.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private static string Authorize(Place at) => $"{at.Authorize}?response_type=code&client_id={at.ClientId}&redirect_uri={Uri.EscapeDataString(Back)}&state=s1{at.More}";

    private Place At(string vendor)
    {
        var shop = _vendors.Shopify.Shop("ana");
        return vendor switch
        {
            "mailchimp" => new(_vendors.Mailchimp.SignIn, "sample-mailchimp-client-id", _vendors.Mailchimp.ClientSecret, _vendors.BaseUrl(vendor, "oauth2/authorize"), _vendors.BaseUrl(vendor, "oauth2/token"), ""),
            "hubspot" => new(_vendors.HubSpot.SignIn, _vendors.HubSpot.Account.ClientId, _vendors.HubSpot.Account.ClientSecret, _vendors.BaseUrl(vendor, "oauth/authorize"), _vendors.BaseUrl(vendor, "oauth/2026-03/token"), ""),
            "google" => new(_vendors.Google.SignIn, _vendors.Google.Account.ClientId, _vendors.Google.Account.ClientSecret, _vendors.BaseUrl(vendor, "o/oauth2/v2/auth"), _vendors.BaseUrl(vendor, "token"), "&access_type=offline&prompt=consent"),
            _ => new(shop.SignIn, shop.ClientId, shop.ClientSecret, _vendors.BaseUrl(vendor, "ana.myshopify.com/admin/oauth/authorize"), _vendors.BaseUrl(vendor, "ana.myshopify.com/admin/oauth/access_token"), ""),
        };
    }

    private sealed record Place(SignInApp App, string ClientId, string Secret, Uri Authorize, Uri Token, string More);
}
