using IntegrationHub.Hub.Engine;
using IntegrationHub.Hub.Tests.Processing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Engine;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task A_lane_with_an_open_envelope_is_woken()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        Assert.Equal([TestLane.Client], Beat(lane).Lanes);
    }

    [Fact]
    public async Task A_lane_at_rest_is_left_alone()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        Assert.Empty(Beat(lane).Lanes);
    }

    [Fact]
    public async Task A_lane_with_a_due_timer_is_woken()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await lane.RunAsync();
        lane.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([TestLane.Client], Beat(lane).Lanes);
    }

    [Fact]
    public async Task A_lane_whose_people_were_not_all_looked_at_is_woken()
    {
        await using var lane = new TestLane();
        lane.Mappings.Put(TestLane.Client, Mappings.Documents.MappingLoader.Load(
            """{ "rules": [ { "id": "a", "mode": "live", "when": "date.reached", "date": { "weekly": "monday" }, "then": [ { "exit": "x" } ] } ] }""", "m", []).Mapping!, 1);
        Assert.Equal([TestLane.Client], Beat(lane).Lanes);
    }

    [Fact]
    public async Task A_grant_with_a_due_action_is_woken()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        await lane.RunAsync();
        Assert.Equal(["mail-login"], Beat(lane).Grants);
    }

    private static RecordingWaker Beat(TestLane lane)
    {
        var waker = new RecordingWaker();
        using var heartbeat = new Heartbeat(lane.Temp.Store, lane.Setup, lane.Looking, waker, lane.Time, NullLogger<Heartbeat>.Instance);
        heartbeat.BeatOnce();
        return waker;
    }
}
