using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>Every tool is connected by click at its simulator, reads by itself, and goes on when its token has run out or the hub was restarted.</summary>
public sealed class ConnectFlowTests : IAsyncLifetime
{
    private ConnectHub _hub = null!;

    public async Task InitializeAsync() => _hub = await ConnectHub.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Theory]
    [InlineData("shopify", "ana.myshopify.com", "shop")]
    [InlineData("mailchimp", null, "mail")]
    [InlineData("hubspot", null, "crm")]
    [InlineData("google-business-profile", null, "reviews")]
    public async Task A_tool_is_connected_and_read_to_the_end(string connector, string? thing, string connection)
    {
        var login = await _hub.SignInAsync(connector, thing);
        var things = await ThingsAsync(login);
        var made = await ConnectAsync(login, things[0].GetProperty("thing").GetString()!);
        Assert.Equal(connection, made.GetProperty("id").GetString());
        await SandboxHub.Until(() => _hub.Read<long>($"select count(*) from cursor where connection='{connection}' and first_done=1 and failure is null") == Streams(connection), _hub.Read<string>("select group_concat(stream||': '||coalesce(failure,'')) from cursor") ?? "");
        using var readable = await _hub.Browser.GetAsync(new Uri(_hub.Url, $"/api/v1/clients/ana/connections/{connection}/readable"));
        Assert.Equal(HttpStatusCode.OK, readable.StatusCode);
    }

    [Theory]
    [InlineData("shopify", "ana.myshopify.com")]
    [InlineData("hubspot", null)]
    public async Task When_the_token_has_run_out_a_new_one_is_fetched_and_nobody_notices(string connector, string? thing)
    {
        var login = await _hub.SignInAsync(connector, thing);
        _hub.Vendors.HubSpot.ExpireAccessTokens();
        _hub.Vendors.Shopify.Shop("ana").ExpireAccessTokens();
        Assert.NotEmpty(await ThingsAsync(login));
        Assert.Equal(1, connector == "shopify" ? _hub.Vendors.Shopify.Shop("ana").Refreshes : _hub.Vendors.HubSpot.TokenRefreshes);
        Assert.Null(_hub.Read<string>("select reason from stored_grant"));
    }

    [Fact]
    public async Task After_a_restart_everything_is_there_again()
    {
        var login = await _hub.SignInAsync("hubspot");
        await ConnectAsync(login, (await ThingsAsync(login))[0].GetProperty("thing").GetString()!);
        await _hub.RestartAsync();
        var connection = _hub.Services.GetRequiredService<CurrentSetup>().Value.Connection("ana", "crm")!;
        Assert.Equal(LoginTokens.PlaceholderOf(login), connection.Grant.Credentials["accessToken"]);
        Assert.NotEmpty(await ThingsAsync(login));
    }

    [Fact]
    public async Task Writing_waits_until_somebody_says_go()
    {
        var login = await _hub.SignInAsync("hubspot");
        await ConnectAsync(login, (await ThingsAsync(login))[0].GetProperty("thing").GetString()!);
        Assert.Equal(1, _hub.Read<long>("select count(*) from stop where client='ana' and scope='connection' and target='crm'"));
    }

    [Fact]
    public async Task By_a_link_somebody_outside_signs_in_once()
    {
        using var made = await PostAsync("tools/hubspot/connect-links", new { For = "Olga", By = "Anna" });
        var url = new Uri((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);
        var page = await _hub.Browser.GetStringAsync(url);
        Assert.Contains("Ana", page, StringComparison.Ordinal);
        using var leaving = await _hub.Browser.PostAsync(url, new FormUrlEncodedContent([]));
        Assert.Contains("Thank you", await _hub.ReturnAsync(await leaving.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var again = await _hub.Browser.GetAsync(url);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(1, _hub.Read<long>("select count(*) from stored_grant where client='ana' and \"by\"='Anna'"));
    }

    [Fact]
    public async Task A_key_is_tried_kept_and_shown_to_nobody()
    {
        using var made = await PostAsync("tools/mailchimp/keys", new { Key = _hub.Vendors.Mailchimp.ApiKey, By = "Anna" });
        var body = await made.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.DoesNotContain(_hub.Vendors.Mailchimp.ApiKey, body, StringComparison.Ordinal);
        Assert.DoesNotContain(_hub.Vendors.Mailchimp.ApiKey, await _hub.Browser.GetStringAsync(new Uri(_hub.Url, "/api/v1/clients/ana/logins")), StringComparison.Ordinal);
        var login = JsonDocument.Parse(body).RootElement.GetProperty("login").GetProperty("id").GetString()!;
        Assert.Single(await ThingsAsync(login));
    }

    [Fact]
    public async Task A_wrong_key_is_not_kept()
    {
        using var made = await PostAsync("tools/mailchimp/keys", new { Key = "00000000000000000000000000000000-us19", By = "Anna" });
        Assert.Equal(HttpStatusCode.Conflict, made.StatusCode);
        Assert.Contains("does not accept this key", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _hub.Read<long>("select count(*) from stored_grant"));
    }

    [Fact]
    public async Task An_app_of_the_shops_own_gets_its_tokens_by_itself()
    {
        var shop = _hub.Vendors.Shopify.Shop("ana");
        using var made = await PostAsync("tools/shopify/keys", new { Key = shop.ClientSecret, shop.ClientId, Thing = "ana.myshopify.com", By = "Anna" });
        var login = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("login").GetProperty("id").GetString()!;
        shop.ExpireAccessTokens();
        Assert.Single(await ThingsAsync(login));
    }

    [Fact]
    public async Task Google_in_waiting_keeps_the_sign_in_and_says_so()
    {
        _hub.Vendors.Google.Switches.QuotaZero = true;
        var login = await _hub.SignInAsync("google-business-profile");
        using var things = await _hub.Browser.GetAsync(new Uri(_hub.Url, $"/api/v1/clients/ana/logins/{login}/things"));
        Assert.Equal(HttpStatusCode.BadGateway, things.StatusCode);
        Assert.Contains("quota 0", await things.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        _hub.Vendors.Google.Switches.QuotaZero = false;
        Assert.NotEmpty(await ThingsAsync(login));
        Assert.NotEqual("", _hub.Read<string>("select account from stored_grant"));
    }

    [Fact]
    public async Task What_is_taken_away_is_gone_with_its_secrets()
    {
        var login = await _hub.SignInAsync("hubspot");
        await ConnectAsync(login, (await ThingsAsync(login))[0].GetProperty("thing").GetString()!);
        using var done = await PostAsync("connections/crm/disconnect", new { By = "Anna" });
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(0, _hub.Read<long>("select (select count(*) from secret where owner like 'grant:%')+(select count(*) from stored_grant)"));
    }

    [Fact]
    public async Task Another_client_sees_nothing_of_it()
    {
        var login = await _hub.SignInAsync("hubspot");
        Assert.Equal("[]", await _hub.Browser.GetStringAsync(new Uri(_hub.Url, "/api/v1/clients/bob/logins")));
        using var things = await _hub.Browser.GetAsync(new Uri(_hub.Url, $"/api/v1/clients/bob/logins/{login}/things"));
        Assert.Equal(HttpStatusCode.NotFound, things.StatusCode);
    }

    private int Streams(string connection) => _hub.Services.GetRequiredService<CurrentSetup>().Value.Connection("ana", connection)!.Streams.Length;

    private async Task<JsonElement[]> ThingsAsync(string login) =>
        (await _hub.Browser.GetFromJsonAsync<JsonElement[]>(new Uri(_hub.Url, $"/api/v1/clients/ana/logins/{Uri.EscapeDataString(login)}/things")))!;

    private async Task<JsonElement> ConnectAsync(string login, string thing)
    {
        using var made = await PostAsync("connections", new { Login = login, Thing = thing, By = "Anna" });
        return await made.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PostAsync(string path, object body) => _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/" + path), body);
}
