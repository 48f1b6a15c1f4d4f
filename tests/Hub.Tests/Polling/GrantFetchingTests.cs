using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Polling;

public class GrantFetchingTests
{
    [Fact]
    public async Task Wishes_wait_at_most_two_seconds_for_each_other_and_share_a_call()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = Found;
        await Wish(world, 1, "7");
        Assert.Equal(GrantFetching.LongestWait, await world.Fetching.RunAsync("g", default));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await Wish(world, 2, "8");
        Assert.Equal(TimeSpan.FromSeconds(1), await world.Fetching.RunAsync("g", default));
        Assert.Empty(world.Connector.Fetches);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await world.Fetching.RunAsync("g", default));

        Assert.Equal(["7", "8"], world.Connector.Fetches.Single().Ids);
        Assert.Equal(2, world.Count("select count(*) from fetch where state = 1"));
        Assert.Equal(2, world.Count("select count(*) from envelope where topic = 'fetch:contact' and source = 2 and key1 like 'fetch:contact|%'"));
        Assert.Equal(["ana"], world.Waker.Lanes);
    }

    [Fact]
    public async Task A_full_call_does_not_wait_and_no_call_is_larger()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = Found;
        for (var i = 1; i <= 150; i++)
        {
            await Wish(world, i, "c" + i);
        }

        await world.Fetching.RunAsync("g", default);

        Assert.Equal([100, 50], world.Connector.Fetches.Select(f => f.Ids.Count));
    }

    [Fact]
    public async Task A_gone_object_comes_back_as_such()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = (_, ids) => VendorResult<IReadOnlyList<FetchedRecord>>.From([.. ids.Select(i => new FetchedRecord(i, null, null))]);
        await Wish(world, 1, "7");
        world.Time.Advance(TimeSpan.FromSeconds(2));

        await world.Fetching.RunAsync("g", default);

        Assert.Equal("""{"id":"7"}""", world.Text("select cast(b.bytes as text) from envelope e join body b on b.id = e.body where e.topic = 'gone:contact'"));
        Assert.Equal(1, world.Count("select state from fetch"));
    }

    [Fact]
    public async Task What_is_found_carries_the_cause_of_its_pointer()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = Found;
        await world.Store.Writer.Write(t => t.Execute(
            """
            insert into envelope (id, client, connection, source, topic, key1, body, "offset", length, received_at, historical, cause_action, cause_hops, state)
            values (5, 'ana', 'list', 0, 'contact.propertyChange', 'k', 1, 0, 1, 0, 0, 'key9', 2, 1)
            """));
        await Wish(world, 1, "7", envelope: 5);
        world.Time.Advance(TimeSpan.FromSeconds(2));

        await world.Fetching.RunAsync("g", default);

        Assert.Equal(1, world.Count("select count(*) from envelope where source = 2 and cause_action = 'key9' and cause_hops = 2"));
    }

    [Fact]
    public async Task A_pointer_that_came_while_the_object_was_read_keeps_the_wish_open()
    {
        await using var world = new OutboundWorld();
        await Wish(world, 1, "7", envelope: 5);
        world.Connector.OnFetch = (kind, ids) =>
        {
            world.Store.Writer.Write(t => t.Execute("update fetch set envelope = 6")).Wait();
            return Found(kind, ids);
        };
        world.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.Zero, await world.Fetching.RunAsync("g", default));

        Assert.Equal(0, world.Count("select state from fetch"));
    }

    [Fact]
    public async Task A_failing_wish_is_tried_again_and_given_up_after_eight_tries()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = (_, _) => new VendorFailure(FailureKind.Transient, "Still down.");
        await Wish(world, 1, "7");
        while (await world.Fetching.RunAsync("g", default) is { } wait)
        {
            world.Time.Advance(wait);
        }

        Assert.Equal(8, world.Connector.Fetches.Count);
        Assert.Equal("Gave up after 8 tries. Last answer: Still down.", world.Text("select note from fetch where state = 2 and attempts = 8"));
    }

    [Fact]
    public async Task An_object_that_the_answer_leaves_out_is_asked_for_again_and_later_alone()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = (kind, ids) => Found(kind, ids.Count > 1 ? [.. ids.Where(i => i != "bad")] : ids);
        await Wish(world, 1, "good");
        await Wish(world, 2, "bad");
        await Wish(world, 3, "other", due: TimeSpan.FromSeconds(30));
        world.Time.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 20 && await world.Fetching.RunAsync("g", default) is { } wait; i++)
        {
            world.Time.Advance(wait);
        }

        Assert.Equal(3, world.Count("select count(*) from fetch where state = 1"));
        Assert.Equal(3, world.Count("select count(*) from envelope"));
    }

    [Fact]
    public async Task A_refused_login_uses_up_no_tries()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFetch = (_, _) => new VendorFailure(FailureKind.Unauthorised, "Revoked.");
        await Wish(world, 1, "7");
        for (var i = 0; i < 5; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(20));
            await world.Fetching.RunAsync("g", default);
        }

        Assert.Equal(3, world.Connector.Fetches.Count); // at once, after a quarter of an hour, after half an hour more
        Assert.Equal(0, world.Count("select attempts + state from fetch"));
        Assert.Equal("needs-you", world.Text("select state from connection_state"));
    }

    private static VendorResult<IReadOnlyList<FetchedRecord>> Found(string kind, IReadOnlyList<string> ids) =>
        VendorResult<IReadOnlyList<FetchedRecord>>.From([.. ids.Select(i => new FetchedRecord(i, System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{i}}"}"""), null))]);

    private static Task Wish(OutboundWorld world, long id, string objectId, long envelope = 1, TimeSpan? due = null) => world.Store.Writer.Write(t => t.Execute(
        """
        insert into fetch (id, client, "grant", connection, kind, object_id, reason, envelope, due_at, state, attempts, historical)
        values (@p0, 'ana', 'g', 'list', 'contact', @p1, 'contact.propertyChange', @p2, @p3, 0, 0, 0)
        """, id, objectId, envelope, world.Now + (long)(due ?? TimeSpan.Zero).TotalMilliseconds));
}
