using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Tests.Polling;

public class GrantPollingTests
{
    [Fact]
    public async Task A_page_and_its_cursor_are_stored_together_and_the_lane_is_woken()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new PollPage([Record("7", "a"), Record("8", "b")], "c1", false);

        var next = await world.Polling.RunAsync("g", default);

        Assert.Equal(TimeSpan.FromMinutes(5), next);
        Assert.Equal(["members|7|", "members|8|"], world.Texts("select substr(key1, 1, 10) from envelope where topic = 'stream:members' and source = 1 and state = 0 order by id"));
        Assert.Equal("""{"id":"8","v":"b"}""", world.Text("""select cast(substr(b.bytes, e."offset" + 1, e.length) as text) from envelope e join body b on b.id = e.body order by e.id desc"""));
        Assert.Equal("c1", world.Text("select value from cursor where first_done = 1 and records = 2"));
        Assert.Equal(world.Now, world.Count("select last_poll_at from connection_state where state = 'fine'"));
        Assert.Equal(["ana"], world.Waker.Lanes);
    }

    [Fact]
    public async Task When_the_page_cannot_be_stored_the_cursor_stays()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new PollPage([Record("7", "a")], "c1", false);
        await world.Store.Writer.Write(t => t.Execute("create trigger broken before insert on body begin select raise(abort, 'disk'); end"));

        await Assert.ThrowsAnyAsync<Exception>(() => world.Polling.RunAsync("g", default));

        Assert.Equal(0, world.Count("select (select count(*) from cursor) + (select count(*) from envelope) + (select count(*) from counter)"));
        Assert.Empty(world.Waker.Lanes);
    }

    [Fact]
    public async Task A_record_seen_before_is_counted_and_kept_once()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new PollPage([Record("7", "a"), Record("8", "b")], "c1", false);
        await world.Polling.RunAsync("g", default);
        world.Connector.OnPoll = _ => new PollPage([Record("8", "b"), Record("8", "changed")], "c2", false);
        world.Time.Advance(TimeSpan.FromMinutes(5));

        await world.Polling.RunAsync("g", default);

        Assert.Equal(3, world.Count("select count(*) from envelope"));
        Assert.Equal((4, 1), (world.Count("select n from counter where kind = 'received' and day = 20261123"), world.Count("select n from counter where kind = 'duplicate'")));
        Assert.Equal("changed", world.Text("""select json_extract(cast(substr(b.bytes, e."offset" + 1, e.length) as text), '$.v') from envelope e join body b on b.id = e.body order by e.id desc"""));
    }

    [Fact]
    public async Task The_first_run_is_historical_to_its_end_and_the_next_is_live()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = r => new PollPage([Record(r.Cursor ?? "1", "x")], r.Cursor switch { null => "2", "2" => "3", _ => "4" }, r.Cursor is null or "2");
        await world.Polling.RunAsync("g", default);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await world.Polling.RunAsync("g", default);

        Assert.Equal([1, 1, 1, 0], world.Texts("select cast(historical as text) from envelope order by id").Select(int.Parse));
        Assert.Equal([null, "2", "3", "4"], world.Connector.Polls.Select(p => p.Cursor));
        Assert.Equal(world.Time.GetUtcNow().AddDays(-400).AddMinutes(-5), world.Connector.Polls.First().Since);
    }

    [Fact]
    public async Task A_long_history_is_read_in_turns_and_goes_on_where_it_stopped_also_after_a_new_start()
    {
        await using var world = new OutboundWorld();
        var page = 0;
        world.Connector.OnPoll = _ => new PollPage([Record((++page).ToString(), "x")], "c" + page, page < 15);

        Assert.Equal(TimeSpan.Zero, await world.Polling.RunAsync("g", default));
        world.Start();
        Assert.Equal(TimeSpan.FromMinutes(5), await world.Polling.RunAsync("g", default));

        Assert.Equal("c10", world.Connector.Polls.ElementAt(10).Cursor);
        Assert.Equal(15, world.Count("select count(*) from envelope where historical = 1"));
    }

    [Fact]
    public async Task A_failed_page_leaves_the_cursor_backs_off_and_goes_on_there()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new PollPage([Record("1", "x")], "c1", false);
        await world.Polling.RunAsync("g", default);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Transient, "503 from the tool.");

        var first = await world.Polling.RunAsync("g", default);
        world.Time.Advance(first!.Value);
        var second = await world.Polling.RunAsync("g", default);
        Assert.Equal("503 from the tool.", world.Text("select failure from cursor where value = 'c1'"));
        world.Connector.OnPoll = _ => new PollPage([], "c2", false);
        world.Time.Advance(second!.Value);
        await world.Polling.RunAsync("g", default);

        Assert.Equal((30, 60), (first.Value.TotalSeconds, second.Value.TotalSeconds));
        Assert.Equal("c1", world.Connector.Polls.Last().Cursor);
        Assert.Equal(1, world.Count("select count(*) from cursor where failure is null and value = 'c2'"));
    }

    [Theory]
    [InlineData(999_999_999, 900)]
    [InlineData(-1, 30)]
    [InlineData(120, 120)]
    public async Task What_the_vendor_asks_for_is_waited_within_reason(double asked, double waited)
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.RateLimited, "Too fast.", TimeSpan.FromSeconds(asked));

        Assert.Equal(waited, (await world.Polling.RunAsync("g", default))!.Value.TotalSeconds);
    }

    [Fact]
    public async Task A_refused_login_stops_polling_for_a_while_or_until_the_setup_changes()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Unauthorised, "The token was revoked: connect again.");

        Assert.Null(await world.Polling.RunAsync("g", default));
        world.Time.Advance(RefusedConnections.FirstPause - TimeSpan.FromSeconds(1));
        await world.Polling.RunAsync("g", default);
        Assert.Single(world.Connector.Polls);
        Assert.EndsWith("It said: The token was revoked: connect again.", world.Text("select reason from connection_state where state = 'needs-you'"));

        world.Connector.OnPoll = _ => new PollPage([], "c1", false);
        world.Reload();
        await world.Polling.RunAsync("g", default);

        Assert.Equal(2, world.Connector.Polls.Count);
        Assert.Equal("fine", world.Text("select state from connection_state"));
    }

    [Fact]
    public async Task Without_a_login_nothing_is_sent_either()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Unauthorised, "Revoked.");
        var action = await world.Plan();
        await world.Polling.RunAsync("g", default);

        await world.Deliver();

        Assert.Empty(world.Connector.Calls);
        Assert.Equal(ActionState.Held, world.StateOf(action));
    }

    [Fact]
    public async Task A_page_mark_that_does_not_move_is_a_failure_not_an_endless_loop()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => new PollPage([], "same", true);

        await world.Polling.RunAsync("g", default);

        Assert.Equal(2, world.Connector.Polls.Count);
        Assert.Contains("does not move", world.Text("select failure from cursor"));
    }

    [Fact]
    public async Task A_connector_that_throws_is_a_failure_of_that_stream()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnPoll = _ => throw new FormatException("odd");

        Assert.Equal(TimeSpan.FromSeconds(30), await world.Polling.RunAsync("g", default));
        Assert.Equal("The connector failed: FormatException.", world.Text("select failure from cursor"));
    }

    private static PolledRecord Record(string id, string value) =>
        new(id, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","v":"{{value}}"}"""), new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
}
