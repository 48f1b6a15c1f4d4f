using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Connectors.Tests.Http;

/// <summary>History takes the slack only.</summary>
public sealed class VendorBudgetHistoryTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_last_quarter_of_a_window_is_kept_for_others()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Connection, 8, TimeSpan.FromSeconds(10), 0, "test"), _time);
        for (var i = 0; i < 6; i++)
        {
            (await budget.EnterAsync(CallPriority.Backfill, CancellationToken.None)).Dispose();
        }

        var history = budget.EnterAsync(CallPriority.Backfill, CancellationToken.None).AsTask();
        Assert.False(history.IsCompleted);
        using var delivery = await budget.EnterAsync(CallPriority.Delivery, CancellationToken.None);
        using var poll = await budget.EnterAsync(CallPriority.Poll, CancellationToken.None);
        Assert.False(history.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(11));
        using var place = await history.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task One_of_the_places_at_once_is_kept_for_others()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Connection, 0, TimeSpan.FromSeconds(10), 2, "test"), _time);
        var first = await budget.EnterAsync(CallPriority.Backfill, CancellationToken.None);
        var second = budget.EnterAsync(CallPriority.Backfill, CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        using var delivery = await budget.EnterAsync(CallPriority.Delivery, CancellationToken.None);
        first.Dispose();
        Assert.False(second.IsCompleted); // a delivery is under way: the other place stays free
        delivery.Dispose();
        using var place = await second;
    }

    [Fact]
    public async Task A_budget_of_one_is_open_to_history_too()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Connection, 1, TimeSpan.FromSeconds(1), 1, "test"), _time);
        using var place = await budget.EnterAsync(CallPriority.Backfill, CancellationToken.None);
    }
}
