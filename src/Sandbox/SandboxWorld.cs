namespace IntegrationHub.Sandbox;

/// <summary>What all simulated vendors share: clock, ids, ledger, faults, webhooks and the log of requests.</summary>
public sealed class SandboxWorld : IAsyncDisposable
{
    private readonly AsyncLocal<Past?> _past = new();

    /// <summary>Builds a world.</summary>
    public SandboxWorld(SandboxOptions options)
    {
        Options = options;
        Ids = new SandboxIds(options.Seed);
        Faults = new SandboxFaults(options.Time);
        Webhooks = new WebhookSender(options, Ids);
        Faults.Added += fault =>
        {
            if (fault.Kind == FaultKind.DroppedSubscription)
            {
                Webhooks.Drop(fault.Vendor, null, "fault");
            }
        };
        Webhooks.Dropped += (subscription, reason) => Ledger.Add(
            subscription.Vendor, subscription.Account, "webhook.dropped", subscription.Id, Actor.Flow("vendor"), Now, ("topic", subscription.Topic), ("reason", reason));
    }

    /// <summary>The options it was built with.</summary>
    public SandboxOptions Options { get; }

    /// <summary>Ids from the seed.</summary>
    public SandboxIds Ids { get; }

    /// <summary>What was really done.</summary>
    public SandboxLedger Ledger { get; } = new();

    /// <summary>The switches for faults.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>Subscriptions and deliveries.</summary>
    public WebhookSender Webhooks { get; }

    /// <summary>The requests received.</summary>
    public SandboxRequests Requests { get; } = new();

    /// <summary>The vendors' present: the clock, or the past instant of <see cref="InThePast"/>.</summary>
    public DateTimeOffset Now => _past.Value?.At ?? Options.Time.GetUtcNow();

    /// <summary>True while history is being written: vendors send no webhooks and run no flows for it.</summary>
    public bool IsHistory => _past.Value is not null;

    /// <summary>What is done until the result is disposed happened at that instant, and nobody is told. For filling a year of history.</summary>
    public IDisposable InThePast(DateTimeOffset at)
    {
        var before = _past.Value;
        _past.Value = new Past(this, at, before);
        return _past.Value;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Webhooks.DisposeAsync();

    private sealed class Past(SandboxWorld world, DateTimeOffset at, Past? before) : IDisposable
    {
        public DateTimeOffset At { get; } = at;

        public void Dispose() => world._past.Value = before;
    }
}
