namespace IntegrationHub.Sandbox;

/// <summary>How a vendor delivers.</summary>
/// <param name="Timeout">How long it waits for the answer.</param>
/// <param name="RetryWaits">The waits before the second, third ... try; when they are used up, the delivery is given up.</param>
public sealed record WebhookRules(TimeSpan Timeout, IReadOnlyList<TimeSpan> RetryWaits)
{
    /// <summary>True when a delivery that was given up costs the subscription.</summary>
    public bool DropsSubscription { get; init; }

    /// <summary>True when the answer 410 disables the subscription at once.</summary>
    public bool GoneDisables { get; init; }

    /// <summary>True when a 4xx answer is final (the vendor sends again only after 5xx, time-outs and lost connections).</summary>
    public bool ClientErrorsAreFinal { get; init; }

    /// <summary>The statuses that count as delivered; null takes every 2xx.</summary>
    public IReadOnlyList<int>? Acknowledging { get; init; }

    internal bool Accepts(int? status) => status is { } s && (Acknowledging is null ? s is >= 200 and < 300 : Acknowledging.Contains(s));
}
