using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Storage;

public sealed class HubIdsTests
{
    [Fact]
    public void Ids_rise_and_never_repeat_under_contention()
    {
        var ids = new HubIds(TimeProvider.System);
        var all = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 20_000, _ => all.Add(ids.Next()));
        Assert.Equal(20_000, all.Distinct().Count());
    }

    [Fact]
    public void A_clock_that_goes_back_makes_no_smaller_id()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        var before = new HubIds(time).Next();
        var later = new HubIds(new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000)));
        later.StartAbove(before);
        Assert.True(later.Next() > before);
    }
}
