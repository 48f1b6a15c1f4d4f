using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Connectors.Tests.Http;

public sealed class HttpTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("-1", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData("NaN", null)]
    [InlineData("2.5", 2.5)]
    [InlineData("7", 7d)]
    [InlineData("999999999999", 900d)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", 30d)]
    [InlineData("Fri, 20 Nov 2020 12:00:30 GMT", 0d)]
    public void Retry_After_as_sent(string text, double? seconds) => Assert.Equal(seconds, RetryAfter.Of(text, Now)?.TotalSeconds);

    [Fact]
    public async Task A_budget_lets_the_important_call_go_first()
    {
        var time = new FakeTimeProvider(Now);
        using var budget = new VendorBudget(new("calls", BucketOwner.Grant, 0, TimeSpan.FromSeconds(1), 1, "test"), time);
        var held = await budget.EnterAsync(CallPriority.Poll, CancellationToken.None);
        var backfill = budget.EnterAsync(CallPriority.Backfill, CancellationToken.None).AsTask();
        var delivery = budget.EnterAsync(CallPriority.Delivery, CancellationToken.None).AsTask();
        held.Dispose();
        using var first = await delivery.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(backfill.IsCompleted);
        first.Dispose();
        (await backfill.WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
    }

    [Fact]
    public async Task A_window_never_holds_more_calls_than_permitted()
    {
        var time = new FakeTimeProvider(Now);
        using var budget = new VendorBudget(new("calls", BucketOwner.App, 2, TimeSpan.FromSeconds(10), 0, "test"), time);
        (await budget.EnterAsync(CallPriority.Poll, CancellationToken.None)).Dispose();
        time.Advance(TimeSpan.FromSeconds(9));
        (await budget.EnterAsync(CallPriority.Poll, CancellationToken.None)).Dispose();
        var third = budget.EnterAsync(CallPriority.Poll, CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        (await third.WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
        var fourth = budget.EnterAsync(CallPriority.Poll, CancellationToken.None).AsTask();
        Assert.False(fourth.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(9));
        (await fourth.WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_place()
    {
        using var budget = new VendorBudget(new("calls", BucketOwner.Grant, 0, TimeSpan.FromSeconds(1), 1, "test"), TimeProvider.System);
        var held = await budget.EnterAsync(CallPriority.Poll, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var waiting = budget.EnterAsync(CallPriority.Poll, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        held.Dispose();
        (await budget.EnterAsync(CallPriority.Poll, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).Dispose();
    }
}
