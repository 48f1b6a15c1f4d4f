using IntegrationHub.Hub.Dashboard;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class SharedLinkLimitTests
{
    [Fact]
    public void A_flood_is_turned_away_after_sixty()
    {
        using var limit = new SharedLinkLimit();
        Assert.InRange(Enumerable.Range(0, 500).Count(_ => limit.Take()), 60, 75); // five a second come back while it counts
    }
}
