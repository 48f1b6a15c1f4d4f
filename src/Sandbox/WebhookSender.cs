using System.Net.Http.Headers;
using System.Threading.Channels;

namespace IntegrationHub.Sandbox;

/// <summary>
/// Sends the vendors' webhooks: at least once, in no promised order, with each vendor's own time limit and retries, and drops subscriptions
/// as the vendor does. Keeps the registered subscriptions and a log of all sends. Calls loopback addresses only: nothing leaves this computer.
/// </summary>
public sealed partial class WebhookSender : IAsyncDisposable
{
    private const int Kept = 20_000;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1), UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
    private readonly Lock _gate = new();
    private readonly SandboxIds _ids;
    private readonly Queue<WebhookSend> _log = new();
    private readonly SandboxOptions _options;
    private readonly Channel<Delivery> _queue = Channel.CreateUnbounded<Delivery>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<WebhookSubscription> _subscriptions = [];
    private readonly Task[] _workers;
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _deliveries;
    private int _pending;
    private TaskCompletionSource? _paused;

    /// <summary>Starts the workers.</summary>
    public WebhookSender(SandboxOptions options, SandboxIds ids)
    {
        _options = options;
        _ids = ids;
        _idle.SetResult();
        _workers = [.. Enumerable.Range(0, options.WebhookConcurrency).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Deliveries that are neither delivered nor given up, those waiting for a retry among them.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Told of a subscription that the vendor dropped by itself, with the reason.</summary>
    public event Action<WebhookSubscription, string>? Dropped;

    /// <summary>Registers a subscription.</summary>
    public void Subscribe(WebhookSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Add(subscription);
        }
    }

    /// <summary>Takes a subscription out, as its owner asks; false when there is none.</summary>
    public bool Unsubscribe(string vendor, string id)
    {
        lock (_gate)
        {
            return _subscriptions.RemoveAll(s => s.Vendor == vendor && s.Id == id) > 0;
        }
    }

    /// <summary>Replaces a subscription by one of the same vendor and id; false when there is none.</summary>
    public bool Replace(WebhookSubscription subscription)
    {
        lock (_gate)
        {
            var at = _subscriptions.FindIndex(s => s.Vendor == subscription.Vendor && s.Id == subscription.Id);
            if (at >= 0)
            {
                _subscriptions[at] = subscription;
            }

            return at >= 0;
        }
    }

    /// <summary>The vendor forgets the subscriptions that fit (never the permanent ones). Returns how many.</summary>
    public int Drop(string? vendor, string? account, string reason)
    {
        List<WebhookSubscription> gone;
        lock (_gate)
        {
            gone = [.. _subscriptions.Where(s => !s.Permanent && (vendor is null || s.Vendor == vendor) && (account is null || s.Account == account))];
            _subscriptions.RemoveAll(gone.Contains);
        }

        gone.ForEach(s => Dropped?.Invoke(s, reason));
        return gone.Count;
    }

    /// <summary>The registered subscriptions of a vendor, oldest first.</summary>
    public IReadOnlyList<WebhookSubscription> Subscriptions(string? vendor = null, string? account = null)
    {
        lock (_gate)
        {
            return [.. _subscriptions.Where(s => (vendor is null || s.Vendor == vendor) && (account is null || s.Account == account))];
        }
    }

    /// <summary>The log of sends, oldest first, the latest 20,000.</summary>
    public IReadOnlyList<WebhookSend> Sends(string? vendor = null, string? topic = null)
    {
        lock (_gate)
        {
            return [.. _log.Where(s => (vendor is null || s.Vendor == vendor) && (topic is null || s.Topic == topic))];
        }
    }

    /// <summary>Queues one delivery. <paramref name="build"/> makes body, headers and signature of each try.</summary>
    /// <returns>The number of the delivery in the log.</returns>
    public long Send(WebhookSubscription subscription, string topic, WebhookRules rules, Func<WebhookAttempt, WebhookRequest> build)
    {
        var delivery = new Delivery(Interlocked.Increment(ref _deliveries), subscription, topic, rules, build, 0);
        lock (_gate)
        {
            if (_pending++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _queue.Writer.TryWrite(delivery);
        return delivery.Number;
    }

    /// <summary>Holds all deliveries back (queued ones stay queued) until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Goes on delivering.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _paused?.SetResult();
            _paused = null;
        }
    }

    /// <summary>Completes when nothing is under way, queued or waiting for a retry.</summary>
    public Task WhenIdleAsync(CancellationToken cancel = default)
    {
        lock (_gate)
        {
            return _idle.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Stops sending; what is queued is lost, as when a vendor's data centre burns.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _queue.Writer.TryComplete();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _stop.Dispose();
    }

    private sealed record Delivery(
        long Number, WebhookSubscription Subscription, string Topic, WebhookRules Rules, Func<WebhookAttempt, WebhookRequest> Build, int Attempt);
}
