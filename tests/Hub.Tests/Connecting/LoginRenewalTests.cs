using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Connecting;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>Tokens are renewed once, are on disk before they are used, and a lost answer loses no login.</summary>
public sealed class LoginRenewalTests : IAsyncLifetime
{
    private const string Fresh = """{"access_token":"access-2","refresh_token":"refresh-2","expires_in":1800,"token_type":"bearer"}""";
    private ConnectingWorld _world = null!;

    public async Task InitializeAsync() => _world = await ConnectingWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_good_token_is_used_without_asking()
    {
        var grant = await _world.LoginAsync();
        Assert.Equal("access-1", (await _world.Tokens.RenewAsync(grant, null)).Value!.Text);
        Assert.Empty(_world.Server.Asked);
    }

    [Fact]
    public async Task Twenty_who_find_it_run_out_make_one_call()
    {
        var grant = await _world.LoginAsync();
        _world.Server.Answer = _ => (200, Fresh);
        _world.Time.Advance(TimeSpan.FromMinutes(31));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _world.Tokens.RenewAsync(grant, "access-1")));
        Assert.All(answers, a => Assert.Equal("access-2", a.Value!.Text));
        Assert.Single(_world.Server.Asked);
        Assert.Contains("refresh_token=refresh-1", _world.Server.Asked.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_is_on_disk_and_the_refresh_token_before_it_is_kept()
    {
        var grant = await _world.LoginAsync(lasts: TimeSpan.Zero);
        _world.Server.Answer = _ => (200, Fresh);
        await _world.Tokens.RenewAsync(grant, null);
        Assert.Equal(("access-2", "refresh-2", "refresh-1"), (_world.Secret(grant, "accessToken"), _world.Secret(grant, "refreshToken"), _world.Secret(grant, "previousRefreshToken")));
        _world.Restart();
        Assert.Equal("access-2", (await _world.Tokens.RenewAsync(grant, null)).Value!.Text);
    }

    [Fact]
    public async Task After_a_lost_answer_the_older_refresh_token_is_tried()
    {
        var grant = await _world.LoginAsync(lasts: TimeSpan.Zero);
        _world.Server.Answer = _ => (200, Fresh);
        await _world.Tokens.RenewAsync(grant, null);
        _world.Server.Answer = body => body.Contains("refresh_token=refresh-1", StringComparison.Ordinal)
            ? (200, """{"access_token":"access-3","refresh_token":"refresh-3","expires_in":1800}""") : (400, """{"error":"invalid_grant"}""");
        _world.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("access-3", (await _world.Tokens.RenewAsync(grant, "access-2")).Value!.Text);
        Assert.Null(_world.Book.Grant(grant)!.EndedAt);
    }

    [Fact]
    public async Task A_refused_sign_in_ends_says_so_and_is_not_asked_again()
    {
        var grant = await _world.LoginAsync(lasts: TimeSpan.Zero);
        await _world.Book.ConnectAsync(new("ana", grant, new ReachableThing("4711", "Portal 4711", ""), "Anna"));
        _world.Server.Answer = _ => (400, """{"error":"invalid_grant","error_description":"missing or invalid refresh token"}""");
        var first = await _world.Tokens.RenewAsync(grant, null);
        var second = await _world.Tokens.RenewAsync(grant, null);
        Assert.Equal((FailureKind.Unauthorised, FailureKind.Unauthorised), (first.Failure!.Kind, second.Failure!.Kind));
        Assert.Contains("Sign in again", _world.Book.Grant(grant)!.Reason, StringComparison.Ordinal);
        Assert.Equal("needs-you", _world.Text("select state from connection_state where connection='crm'"));
        Assert.Single(_world.Server.Asked);
    }

    [Theory]
    [InlineData(503, "", FailureKind.Transient)]
    [InlineData(429, "", FailureKind.RateLimited)]
    [InlineData(400, """{"error":"invalid_client"}""", FailureKind.Misconfigured)]
    [InlineData(200, "<html>", FailureKind.Transient)]
    public async Task Other_failures_end_nothing_and_are_not_hammered(int status, string body, FailureKind kind)
    {
        var grant = await _world.LoginAsync(lasts: TimeSpan.Zero);
        _world.Server.Answer = _ => (status, body);
        Assert.Equal(kind, (await _world.Tokens.RenewAsync(grant, null)).Failure!.Kind);
        Assert.Equal(kind, (await _world.Tokens.RenewAsync(grant, null)).Failure!.Kind);
        Assert.Single(_world.Server.Asked);
        Assert.Null(_world.Book.Grant(grant)!.EndedAt);
        _world.Time.Advance(TimeSpan.FromMinutes(6));
        await _world.Tokens.RenewAsync(grant, null);
        Assert.Equal(2, _world.Server.Asked.Count);
    }

    [Fact]
    public async Task Who_comes_back_after_its_lease_changes_nothing()
    {
        var grant = await _world.LoginAsync(lasts: TimeSpan.Zero);
        _world.Server.Answer = _ =>
        {
            // Another process took the login meanwhile, and its tokens are in force.
            _world.Store.Writer.Write(t => t.Execute("update stored_grant set epoch=epoch+1, access_until=@p0", _world.Time.GetUtcNow().AddMinutes(30).ToUnixTimeMilliseconds())).Wait();
            _world.Store.Writer.Write(t => _world.Vault.Put(t, "ana", "grant:" + grant, "accessToken", "theirs")).Wait();
            return (200, Fresh);
        };
        var renewing = _world.Tokens.RenewAsync(grant, null);
        while (!renewing.IsCompleted)
        {
            _world.Time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Delay(20);
        }

        Assert.Equal("theirs", (await renewing).Value!.Text);
        Assert.Equal("refresh-1", _world.Secret(grant, "refreshToken"));
    }

    [Fact]
    public async Task Tokens_near_their_end_are_renewed_ahead()
    {
        var grant = await _world.LoginAsync();
        await _world.Book.ConnectAsync(new("ana", grant, new ReachableThing("4711", "Portal 4711", ""), "Anna"));
        _world.Server.Answer = _ => (200, Fresh);
        var ahead = new LoginsAhead(_world.Store, _world.Setup, _world.Renewal, _world.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<LoginsAhead>.Instance);
        _world.Time.Advance(TimeSpan.FromMinutes(20));
        await ahead.LookAsync();
        Assert.Empty(_world.Server.Asked);
        _world.Time.Advance(TimeSpan.FromMinutes(4));
        await ahead.LookAsync();
        Assert.Single(_world.Server.Asked);
        Assert.Equal("access-2", _world.Secret(grant, "accessToken"));
    }
}
