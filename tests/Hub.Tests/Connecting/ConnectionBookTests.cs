using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>What is connected by click is in force at once, also after a restart, and its id never means another thing.</summary>
public sealed class ConnectionBookTests : IAsyncLifetime
{
    private static readonly ReachableThing Portal = new("4711", "Portal 4711", "");
    private ConnectingWorld _world = null!;

    public async Task InitializeAsync() => _world = await ConnectingWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_connection_is_in_force_at_once_and_after_a_restart()
    {
        var grant = await _world.LoginAsync();
        var (id, problem) = await _world.Book.ConnectAsync(new("ana", grant, Portal, "Anna"));
        Assert.Null(problem);
        Assert.True(_world.Setup.Value.Connection("ana", id!)!.Primary);
        Assert.Contains(grant, _world.Waker.Grants); // reading begins
        _world.Restart();
        var connection = _world.Setup.Value.Connection("ana", id!)!;
        Assert.True(connection.IsStored);
        Assert.Equal((LoginTokens.PlaceholderOf(grant), "client-secret-of-the-app"), (connection.Grant.Credentials["accessToken"], connection.Grant.Credentials["webhookSecret"]));
    }

    [Fact]
    public async Task A_connection_that_waits_for_go_was_never_without_its_stop()
    {
        await _world.Book.ConnectAsync(new("ana", await _world.LoginAsync(), Portal, "Anna", Hold: "Reads only until somebody says go."));
        Assert.Equal((1, 0), (_world.Count("select count(*) from stop where scope='connection' and target='crm'"),
            _world.Count("select count(*) from stored_connection c where not exists (select 1 from stop s where s.client=c.client and s.target=c.id and s.since<=c.made_at)")));
    }

    [Fact]
    public async Task A_thing_belongs_to_one_client()
    {
        var shared = await _world.LoginAsync("");
        await _world.Book.ConnectAsync(new("bob", shared, Portal, "Bea"));
        var (id, problem) = await _world.Book.ConnectAsync(new("ana", shared, Portal, "Anna"));
        Assert.Null(id);
        Assert.DoesNotContain("Bob", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_of_another_client_reaches_nothing()
    {
        var (id, _) = await _world.Book.ConnectAsync(new("ana", await _world.LoginAsync("bob"), Portal, "Anna"));
        Assert.Null(id);
        Assert.Empty(_world.Book.GrantsOf("ana"));
    }

    [Fact]
    public async Task What_is_no_portal_is_not_connected() =>
        Assert.Contains("is no portal", (await _world.Book.ConnectAsync(new("ana", await _world.LoginAsync(), new("../x", "x", ""), "Anna"))).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task Disconnecting_forgets_login_and_tokens_and_keeps_the_id()
    {
        var grant = await _world.LoginAsync();
        await _world.Book.ConnectAsync(new("ana", grant, Portal, "Anna"));
        Assert.True(await _world.Book.DisconnectAsync("ana", "crm", "Anna"));
        Assert.Null(_world.Setup.Value.Connection("ana", "crm"));
        Assert.Equal((0, 0), (_world.Count("select count(*) from stored_grant"), _world.Count("select count(*) from secret")));

        var again = await _world.LoginAsync();
        Assert.Equal("crm-2", (await _world.Book.ConnectAsync(new("ana", again, new("5000", "Another portal", ""), "Anna"))).Id);
        Assert.Equal("crm", (await _world.Book.ConnectAsync(new("ana", again, Portal, "Anna"))).Id);
    }

    [Fact]
    public async Task A_shared_login_outlives_its_connections()
    {
        var shared = await _world.LoginAsync("");
        await _world.Book.ConnectAsync(new("ana", shared, Portal, "Anna"));
        await _world.Book.DisconnectAsync("ana", "crm", "Anna");
        Assert.NotNull(_world.Book.Grant(shared));
    }

    [Fact]
    public async Task Only_what_changed_is_a_new_login_for_those_who_work_with_it()
    {
        var (first, second) = (await _world.LoginAsync(), await _world.LoginAsync());
        var before = _world.Setup.Value.Grants[first];
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await _world.Book.KeepAsync(_world.Book.Grant(second)!, new Dictionary<string, string?> { ["accessToken"] = "x-new-token" });
        Assert.Same(before, _world.Setup.Value.Grants[first]);
        await _world.Book.KeepAsync(_world.Book.Grant(first)!, new Dictionary<string, string?> { ["accessToken"] = "y-new-token" });
        Assert.NotSame(before, _world.Setup.Value.Grants[first]);
    }

    [Fact]
    public async Task Both_deeds_are_in_the_journal()
    {
        await _world.Book.ConnectAsync(new("ana", await _world.LoginAsync(), Portal, "Anna"));
        await _world.Book.DisconnectAsync("ana", "crm", "Anna");
        Assert.Equal(2, _world.Count("select count(*) from envelope where client='ana' and connection='hub' and topic in ('hub.connected','hub.disconnected')"));
    }
}
