namespace IntegrationHub.Connectors.Contract;

/// <summary>What a look at the vendor's subscriptions gave.</summary>
/// <param name="Subscriptions">Each topic that should be there, and those that others hold.</param>
/// <param name="NewSecret">The signing secret of a subscription that was made, where the vendor shows it once; null otherwise.</param>
public sealed record SubscriptionReport(IReadOnlyList<Subscription> Subscriptions, string? NewSecret = null)
{
    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"{Subscriptions.Count} subscriptions";
}
