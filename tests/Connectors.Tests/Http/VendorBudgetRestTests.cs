using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Connectors.Tests.Http;

public sealed class VendorBudgetRestTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Nobody_enters_while_the_vendor_says_that_nothing_is_left()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Connection, 10, TimeSpan.FromSeconds(1), 4, "test"), _time);
        budget.Rest(TimeSpan.FromSeconds(5));
        var entering = budget.EnterAsync(CallPriority.Delivery, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(entering.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        using var place = await entering;
    }

    [Fact]
    public async Task A_shorter_rest_does_not_end_a_longer_one()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Connection, 10, TimeSpan.FromSeconds(1), 4, "test"), _time);
        budget.Rest(TimeSpan.FromSeconds(10));
        budget.Rest(TimeSpan.FromSeconds(1));
        var entering = budget.EnterAsync(CallPriority.Delivery, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(entering.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(6));
        using var place = await entering;
    }
}
