namespace IntegrationHub.Connectors.Contract;

/// <summary>One webhook subscription at the vendor.</summary>
/// <param name="Topic">The vendor's name of what it tells.</param>
/// <param name="State">How it stands.</param>
/// <param name="Note">What there is to say; null when nothing.</param>
public sealed record Subscription(string Topic, SubscriptionState State, string? Note = null);
