namespace IntegrationHub.Connectors.Contract;

/// <summary>Something that a login reaches and that can be connected: a shop, an audience, a portal, a location.</summary>
/// <param name="Thing">What a connection names.</param>
/// <param name="Name">What its owner calls it. Vendor text: shown as text only.</param>
/// <param name="Detail">What tells it from others: people, address; empty when nothing does.</param>
/// <param name="Problem">Why it cannot be connected (an unverified location); null when it can.</param>
/// <param name="Settings">Settings that a connection to it needs; null when none.</param>
public sealed record ReachableThing(string Thing, string Name, string Detail, string? Problem = null, IReadOnlyDictionary<string, string>? Settings = null);
