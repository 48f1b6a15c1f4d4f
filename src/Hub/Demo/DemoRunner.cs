using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Demo;

/// <summary>Plays the story: a story hour is a quarter of a second, each moment waits until the hub has dealt with the one before.</summary>
public sealed class DemoRunner(DemoBusiness business, DemoStory story, StoryClock clock, IServiceProvider services)
{
    private static readonly TimeSpan Hop = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RealHop = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private readonly HubStore _store = services.GetRequiredService<HubStore>();
    private readonly IWaker _waker = services.GetRequiredService<IWaker>();

    /// <summary>Plays all moments, then goes on quietly until stopped.</summary>
    public async Task PlayAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken); // the first polls bring the history in
        foreach (var moment in story.Moments())
        {
            while (clock.GetUtcNow() < moment.At)
            {
                await HopToAsync(clock.GetUtcNow() + Hop < moment.At ? clock.GetUtcNow() + Hop : moment.At, cancellationToken);
            }

            tell(moment.Text);
            moment.Happen();
            await SettleAsync(cancellationToken);
        }

        for (var n = 0; ; n++)
        {
            for (var second = 0; second < 20; second++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                clock.MoveTo(clock.GetUtcNow().AddSeconds(1));
            }

            story.SomebodyOrders(n);
            await SettleAsync(cancellationToken);
        }
    }

    private async Task HopToAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        clock.MoveTo(time);
        business.Vendors.Mailchimp.RunDue();
        _waker.LaneHasWork(DemoBusiness.Client);
        foreach (var grant in business.Setup.Grants.Keys)
        {
            _waker.GrantHasWork(grant);
        }

        await Task.Delay(RealHop, cancellationToken);
    }

    // The clock may move only when nothing signed is under way: what a tool sent must arrive in the same story minute.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestWait);
        try
        {
            await business.Vendors.Webhooks.WhenIdleAsync(limit.Token);
            while (Open() > 0)
            {
                await Task.Delay(20, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // a tool is slow: the story goes on, the hub catches up
        }
    }

    private long Open()
    {
        using var reader = _store.Read();
        return reader.Scalar<long>("select count(*) from envelope where state=0");
    }
}
