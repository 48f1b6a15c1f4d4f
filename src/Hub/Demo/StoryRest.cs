using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Demo;

/// <summary>Knows when the tools and the hub have come to rest, and when something is due next: the clock may leap only in between.</summary>
internal sealed class StoryRest(DemoBusiness business, StoryClock clock, HubStore store, IWaker waker)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan WakeEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);

    /// <summary>Lets mails that are due leave, and tells the hub that time has passed.</summary>
    public void Wake()
    {
        business.Vendors.Mailchimp.RunDue();
        waker.LaneHasWork(DemoBusiness.Client);
        foreach (var grant in business.Setup.Grants.Keys)
        {
            waker.GrantHasWork(grant);
        }
    }

    /// <summary>Waits until nothing is open. A slow tool does not stop the story, unless everything must be seen to its end.</summary>
    public async Task AwaitAsync(bool patiently, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patiently ? LongestPatience : LongestWait);
        try
        {
            var woken = TimeProvider.System.GetTimestamp();
            for (var quiet = 0; quiet < 2;)
            {
                await business.Vendors.Webhooks.WhenIdleAsync(limit.Token);
                quiet = IsBusy() ? 0 : quiet + 1;
                if (quiet == 0 && TimeProvider.System.GetElapsedTime(woken) > WakeEvery)
                {
                    woken = TimeProvider.System.GetTimestamp();
                    Wake();
                }

                await Task.Delay(Look, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // a tool is slow: the story goes on, the hub catches up
        }
    }

    /// <summary>When a run or an action is due next, at the latest at <paramref name="latest"/>.</summary>
    public DateTimeOffset NextDue(DateTimeOffset latest)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var reader = store.Read();
        var due = reader.Scalar<long?>(
            "select min(at) from (select min(due_at) at from run where ended_at is null and due_at>@p0 union all select min(due_at) from action where state=0 and due_at>@p0)", now);
        return due is { } at && DateTimeOffset.FromUnixTimeMilliseconds(at) is var next && next < latest ? next : latest;
    }

    private bool IsBusy()
    {
        using var reader = store.Read();
        return reader.Scalar<long>(
            """
            select exists(select 1 from envelope where state=0) or exists(select 1 from action where state=1 or (state=0 and due_at<=@p0)) or exists(select 1 from fetch where state=0 and due_at<=@p0)
              or exists(select 1 from run where ended_at is null and due_at<=@p0) or exists(select 1 from approval where state in (1,2)) or exists(select 1 from cursor where next_at<=@p0)
            """, clock.GetUtcNow().ToUnixTimeMilliseconds()) == 1;
    }
}
