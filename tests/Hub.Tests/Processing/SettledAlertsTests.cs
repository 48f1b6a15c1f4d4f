namespace IntegrationHub.Hub.Tests.Processing;

public sealed class SettledAlertsTests
{
    [Fact]
    public async Task What_is_settled_is_solved_at_that_time_and_may_be_raised_again()
    {
        await using var lane = new TestLane();
        await lane.Receive("shop", new Shown("stock.low", "rye"), new Shown("stock.low", "spelt"));
        await lane.RunAsync();
        await lane.Receive("shop", new Shown("stock.filled", "rye"));
        await lane.RunAsync();
        var solvedAt = lane.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(1, lane.Count($"alert where key='stock:rye' and solved_at={solvedAt}"));
        Assert.Equal(1, lane.Count("alert where key='stock:spelt' and solved_at is null"));

        await lane.Receive("mail", new Shown("stock.low", "rye"));
        await lane.RunAsync();
        Assert.Equal(2, lane.Count("alert where key='stock:rye'"));
    }
}
