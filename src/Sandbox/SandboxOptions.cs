namespace IntegrationHub.Sandbox;

/// <summary>How the sandbox vendors run. Everything has a default that suits a test.</summary>
public sealed record SandboxOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock the vendors read: every time they store, send or compare. May run faster than the wall clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock by which the sandbox waits: latency, answer time limits, webhook retries.</summary>
    public TimeProvider WaitTime { get; init; } = TimeProvider.System;

    /// <summary>
    /// The clock for time stamps inside signatures, which receivers compare with their own within minutes; null takes <see cref="Time"/>.
    /// Give the receiver's clock here when <see cref="Time"/> runs faster.
    /// </summary>
    public TimeProvider? SigningTime { get; init; }

    /// <summary>Where the hub listens, for webhooks whose address belongs to an app and not to a subscription (compliance topics, HubSpot apps).</summary>
    public Uri? HubBaseUrl { get; init; }

    /// <summary>Ids, secrets and chances are drawn from this seed, so two runs with the same steps look the same.</summary>
    public int Seed { get; init; } = 20261102;

    /// <summary>Factor on the waits between webhook retries: 1 is the vendor's own pace, 0.001 turns an hour into 3.6 seconds.</summary>
    public double RetryPace { get; init; } = 1;

    /// <summary>Share (0 to 1) of delivered webhooks that the vendor sends a second time with the same ids, as at-least-once allows.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>How many webhooks are under way at the same time.</summary>
    public int WebhookConcurrency { get; init; } = 16;
}
