using IntegrationHub.Hub.Connecting;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>A sign-in is ended once, by the browser that began it, in time, at the tool it was begun for, and by the same account where it is one again.</summary>
public sealed class SignInsTests : IAsyncLifetime
{
    private const string Here = "http://127.0.0.1:5080";
    private const string Tokens = """{"access_token":"access-9","refresh_token":"refresh-9","expires_in":1800,"hub_id":4711,"scopes":["oauth"]}""";
    private ConnectingWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await ConnectingWorld.StartAsync();
        _world.Server.Answer = _ => (200, Tokens);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_address_carries_state_challenge_and_scopes()
    {
        var query = QueryHelpers.ParseQuery(new Uri((await BeginAsync()).Address!).Query);
        Assert.Equal(("client-id", "code", Here + "/connect/callback/hubspot", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["redirect_uri"].ToString(), query["code_challenge_method"].ToString()));
        Assert.Equal(43, query["state"].ToString().Length);
        Assert.Contains("crm.objects.contacts.read", query["scope"].ToString(), StringComparison.Ordinal);
        Assert.Contains("crm.lists.read", query["optional_scope"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_a_login_of_the_client()
    {
        var (start, state) = await BegunAsync();
        var end = await EndAsync(state, start.Cookie);
        Assert.Null(end.Problem);
        var grant = _world.Book.Grant(end.Grant!)!;
        Assert.Equal(("ana", "4711", "sign-in", "Anna"), (grant.Client, grant.Account, grant.Kind, grant.By));
        Assert.Equal(("access-9", "refresh-9"), (_world.Secret(grant.Id, "accessToken"), _world.Secret(grant.Id, "refreshToken")));
        Assert.Contains("code_verifier=", Assert.Single(_world.Server.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_once()
    {
        var (start, state) = await BegunAsync();
        await EndAsync(state, start.Cookie);
        Assert.NotNull((await EndAsync(state, start.Cookie)).Problem);
        Assert.Equal(1, _world.Count("select count(*) from stored_grant"));
    }

    [Fact]
    public async Task Another_browser_cannot_end_it()
    {
        var (_, state) = await BegunAsync();
        var other = await BeginAsync();
        Assert.NotNull((await EndAsync(state, other.Cookie)).Problem);
        Assert.NotNull((await EndAsync(state, null)).Problem);
        Assert.Empty(_world.Server.Asked);
    }

    [Fact]
    public async Task It_must_end_in_time()
    {
        var (start, state) = await BegunAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.NotNull((await EndAsync(state, start.Cookie)).Problem);
    }

    [Fact]
    public async Task It_ends_at_the_tool_it_was_begun_for()
    {
        var (start, state) = await BegunAsync();
        var end = await _world.SignIns.EndAsync("shopify", new Dictionary<string, string> { ["state"] = state, ["code"] = "c" }, start.Cookie, CancellationToken.None);
        Assert.NotNull(end.Problem);
    }

    [Fact]
    public async Task Who_declines_is_told_that_nothing_happened()
    {
        var (start, state) = await BegunAsync();
        var end = await _world.SignIns.EndAsync("hubspot", new Dictionary<string, string> { ["state"] = state, ["error"] = "access_denied" }, start.Cookie, CancellationToken.None);
        Assert.Contains("Nothing was connected", end.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_must_be_the_same_account()
    {
        var grant = await _world.LoginAsync();
        await _world.Store.Writer.Write(t => t.Execute("update stored_grant set account='9999', name='portal 9999'"));
        var (start, state) = await BegunAsync(grant);
        var end = await EndAsync(state, start.Cookie);
        Assert.Contains("“portal 4711”, but this connection belongs to “portal 9999”", end.Problem, StringComparison.Ordinal);
        Assert.Equal("access-1", _world.Secret(grant, "accessToken"));
    }

    [Fact]
    public async Task Signing_in_to_an_account_that_is_there_renews_it()
    {
        var grant = await _world.LoginAsync();
        await _world.Store.Writer.Write(t => t.Execute("update stored_grant set ended_at=1, reason='over'"));
        var (start, state) = await BegunAsync();
        Assert.Equal(grant, (await EndAsync(state, start.Cookie)).Grant);
        Assert.Null(_world.Book.Grant(grant)!.EndedAt);
        Assert.Equal("access-9", _world.Secret(grant, "accessToken"));
    }

    [Fact]
    public async Task A_login_of_another_client_cannot_be_signed_in_to()
    {
        var grant = await _world.LoginAsync("bob");
        Assert.NotNull((await BeginAsync(grant)).Problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("evil.example/")]
    [InlineData("shop.myshopify.com.evil.example")]
    [InlineData("shop.myshopify.com/@evil.example")]
    [InlineData("https://shop.myshopify.com")]
    public async Task A_shop_that_is_none_is_refused_before_the_browser_leaves(string? thing) =>
        Assert.Contains("Name the shop first", (await _world.SignIns.BeginAsync(new("ana", "shopify", Here, "Anna", thing))).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task Without_an_app_it_says_what_the_operator_does() =>
        Assert.Contains("under apps", (await _world.SignIns.BeginAsync(new("ana", "mailchimp", Here, "Anna"))).Problem, StringComparison.Ordinal);

    private Task<SignInStart> BeginAsync(string? grant = null) => _world.SignIns.BeginAsync(new("ana", "hubspot", Here, "Anna", Grant: grant));

    private async Task<(SignInStart Start, string State)> BegunAsync(string? grant = null)
    {
        var start = await BeginAsync(grant);
        return (start, QueryHelpers.ParseQuery(new Uri(start.Address!).Query)["state"].ToString());
    }

    private Task<SignInEnd> EndAsync(string state, string? cookie) =>
        _world.SignIns.EndAsync("hubspot", new Dictionary<string, string> { ["state"] = state, ["code"] = "code-1" }, cookie, CancellationToken.None);
}
