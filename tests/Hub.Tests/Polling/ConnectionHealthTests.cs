using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Tests.Vendors;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Polling;

public class ConnectionHealthTests
{
    [Fact]
    public async Task A_connection_that_is_read_in_time_is_fine()
    {
        await using var world = new OutboundWorld();
        await world.Polling.RunAsync("g", default);

        Assert.Equal("fine", await Judge(world));
    }

    [Fact]
    public async Task A_stream_that_fails_makes_it_slow_and_a_good_read_ends_that()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Transient, "503.");
        var wait = await world.Polling.RunAsync("g", default);
        using var health = Health(world);
        Assert.Equal("fine", await Judge(world, health)); // it may be over at the next look
        Assert.Equal("slow", await Judge(world, health));
        world.Connector.OnPoll = _ => new PollPage([], "c", false);
        world.Time.Advance(wait!.Value);
        await world.Polling.RunAsync("g", default);

        Assert.Equal("fine", await Judge(world));
    }

    [Fact]
    public async Task A_stream_that_was_long_not_read_makes_it_slow()
    {
        await using var world = new OutboundWorld();
        await world.Polling.RunAsync("g", default);
        world.Time.Advance(TimeSpan.FromMinutes(16));
        using var health = Health(world);

        Assert.Equal("fine", await Judge(world, health));
        Assert.Equal("slow", await Judge(world, health));
        Assert.Equal("members was last read to its end on Mon 23 Nov 10:00; usual is every 5 minutes.", world.Text("select reason from connection_state"));
    }

    [Fact]
    public async Task What_is_late_for_one_look_only_is_no_trouble()
    {
        await using var world = new OutboundWorld();
        await world.Polling.RunAsync("g", default);
        using var health = Health(world);
        world.Time.Advance(TimeSpan.FromHours(9));
        await Judge(world, health);
        await world.Polling.RunAsync("g", default);

        Assert.Equal("fine", await Judge(world, health));
    }

    [Fact]
    public async Task Actions_that_wait_for_another_try_make_it_slow()
    {
        await using var world = new OutboundWorld(ScriptedConnector.Answering(ActionOutcome.Retry, "Busy."));
        await world.Plan();
        await world.Deliver();
        world.Time.Advance(TimeSpan.FromMinutes(6));
        await world.Polling.RunAsync("g", default);

        Assert.Equal("slow", await Judge(world));
        Assert.Contains("Busy.", world.Text("select reason from connection_state"));
    }

    [Fact]
    public async Task A_refused_login_stays_needs_you_however_long_it_lasts()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Unauthorised, "Revoked.");
        await world.Polling.RunAsync("g", default);
        world.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal("needs-you", await Judge(world));
    }

    [Fact]
    public async Task A_stop_is_off_and_ends_with_it()
    {
        await using var world = new OutboundWorld();
        await world.Polling.RunAsync("g", default);
        await world.Stops.StopAsync(StopScope.OfConnection("ana", "list"), "Ana", "moving house");
        Assert.Equal("off", await Judge(world));
        await world.Stops.GoAsync(StopScope.OfConnection("ana", "list"), "Ana", true);

        Assert.Equal("fine", await Judge(world));
    }

    [Fact]
    public async Task An_uninstalled_app_stays_off_until_it_works_again()
    {
        await using var world = new OutboundWorld();
        await world.Store.Writer.Write(t => t.Execute("insert into connection_state (client, connection, state, reason, since) values ('ana', 'list', 'off', 'The app was uninstalled.', 0)"));
        Assert.Equal("off", await Judge(world));
        await world.Polling.RunAsync("g", default);

        Assert.Equal("fine", await Judge(world));
    }

    [Fact]
    public async Task Silence_much_longer_than_usual_is_quiet()
    {
        await using var world = new OutboundWorld();
        await world.Store.Writer.Write(t =>
        {
            for (var i = 0; i < 200; i++)
            {
                t.Execute(
                    """
                    insert into envelope (id, client, connection, source, topic, key1, body, "offset", length, received_at, historical, cause_hops, state)
                    values (@p0, 'ana', 'list', 0, 'subscribe', @p1, 1, 0, 1, @p2, 0, 0, 1)
                    """, i, "k" + i, world.Now - (i * 3_600_000L));
            }
        });
        await world.Polling.RunAsync("g", default);
        Assert.Equal("fine", await Judge(world));
        world.Time.Advance(TimeSpan.FromHours(30));
        await world.Polling.RunAsync("g", default);

        Assert.Equal("quiet", await Judge(world));
        var words = "Faketool is quiet: nothing came for 30 hours; usual is one call every 2 hours. It was asked since then and has nothing new, so it is probably just quiet.";
        Assert.Equal(words, world.Text("select reason from connection_state"));
        Assert.Equal([words], world.Texts("select text from alert where kind = 'quiet' and solved_at is null"));
        await world.Store.Writer.Write(t => t.Execute("update envelope set received_at = @p0 where id = 0", world.Now));
        Assert.Equal("fine", await Judge(world));
        Assert.Empty(world.Texts("select text from alert where solved_at is null"));
    }

    private static ConnectionHealth Health(OutboundWorld world) => new(world.Store, world.Ids, world.Setup, world.Time, NullLogger<ConnectionHealth>.Instance);

    private static async Task<string?> Judge(OutboundWorld world, ConnectionHealth? known = null)
    {
        using var made = known is null ? Health(world) : null;
        await (known ?? made!).RunAsync(default);
        return world.Text("select state from connection_state");
    }
}
