using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Tests.Vendors;

public sealed class RefusedConnectionsTests
{
    [Fact]
    public async Task After_a_pause_the_vendor_is_asked_again()
    {
        await using var world = new OutboundWorld();
        var (refused, connection) = (new RefusedConnections(world.Time), world.Setup.Value.Connection("ana", "list")!);
        refused.Add(connection);
        Assert.True(refused.Contains(connection));
        world.Time.Advance(RefusedConnections.FirstPause);
        Assert.False(refused.Contains(connection));
    }

    [Fact]
    public async Task Each_further_refusal_makes_the_pause_longer()
    {
        await using var world = new OutboundWorld();
        var (refused, connection) = (new RefusedConnections(world.Time), world.Setup.Value.Connection("ana", "list")!);
        refused.Add(connection);
        world.Time.Advance(RefusedConnections.FirstPause);
        refused.Add(connection);
        world.Time.Advance(RefusedConnections.FirstPause);
        Assert.True(refused.Contains(connection));
    }

    [Fact]
    public async Task A_refusal_long_ago_counts_for_nothing()
    {
        await using var world = new OutboundWorld();
        var (refused, connection) = (new RefusedConnections(world.Time), world.Setup.Value.Connection("ana", "list")!);
        refused.Add(connection);
        world.Time.Advance(TimeSpan.FromDays(1));
        refused.Add(connection);
        world.Time.Advance(RefusedConnections.FirstPause);
        Assert.False(refused.Contains(connection));
    }

    [Fact]
    public async Task A_new_setup_of_the_grant_is_asked_at_once()
    {
        await using var world = new OutboundWorld();
        var refused = new RefusedConnections(world.Time);
        refused.Add(world.Setup.Value.Connection("ana", "list")!);
        world.Reload();
        Assert.False(refused.Contains(world.Setup.Value.Connection("ana", "list")!));
    }
}
