namespace IntegrationHub.Sandbox.Tests;

public sealed class SandboxLedgerTests
{
    [Fact]
    public void Entries_written_at_the_same_time_get_a_sequence_without_gaps()
    {
        var ledger = new SandboxLedger();
        Parallel.For(0, 500, i => ledger.Add("acme", "a", "tag.add", $"o{i}", Actor.Person, DateTimeOffset.UnixEpoch, ("tag", "x")));
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), ledger.Entries().Select(e => e.Sequence));
    }

    [Fact]
    public void Since_gives_only_what_came_later()
    {
        var ledger = new SandboxLedger();
        ledger.Add("acme", "a", "one", "o", Actor.Person, DateTimeOffset.UnixEpoch);
        ledger.Add("acme", "a", "two", "o", Actor.Api("r-1"), DateTimeOffset.UnixEpoch);
        ledger.Add("other", "a", "two", "o", Actor.Person, DateTimeOffset.UnixEpoch);
        Assert.Equal("r-1", Assert.Single(ledger.Entries(vendor: "acme", since: 1)).By.RequestId);
        Assert.Empty(ledger.Entries(since: 99));
    }

    [Fact]
    public async Task History_is_dated_back_only_inside_its_block()
    {
        await using var world = new SandboxWorld(new SandboxOptions());
        var past = new DateTimeOffset(2025, 11, 2, 8, 0, 0, TimeSpan.Zero);
        using (world.InThePast(past))
        {
            Assert.Equal(past, world.Now);
            Assert.True(world.IsHistory);
        }

        Assert.True(world.Now > past);
        Assert.False(world.IsHistory);
    }
}
