namespace IntegrationHub.Connectors.Contract;

/// <summary>A delivery cut into envelopes.</summary>
/// <param name="Parts">At least one part; a delivery that cannot be cut is one part with <see cref="EnvelopePart.Quarantine"/> set. An empty vendor array gives no part.</param>
public sealed record SplitDelivery(IReadOnlyList<EnvelopePart> Parts);
