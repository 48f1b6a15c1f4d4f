using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Polling;

public class GapPollsTests
{
    [Fact]
    public async Task A_gap_poll_asks_now_and_at_most_once_in_five_minutes()
    {
        await using var world = new OutboundWorld();
        var gaps = new GapPolls(world.Store, world.Setup, world.Waker, world.Time);
        await world.Polling.RunAsync("g", default);
        world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await gaps.RequestAsync("ana", "list"));
        Assert.False(await gaps.RequestAsync("ana", "list"));
        await world.Polling.RunAsync("g", default);

        Assert.Equal(2, world.Connector.Polls.Count);
        Assert.Equal(["g"], world.Waker.Grants);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await gaps.RequestAsync("ana", "list"));
    }

    [Fact]
    public async Task A_connection_that_is_not_there_is_not_asked()
    {
        await using var world = new OutboundWorld();

        Assert.False(await new GapPolls(world.Store, world.Setup, world.Waker, world.Time).RequestAsync("bob", "list"));
        Assert.Empty(world.Waker.Grants);
    }
}
