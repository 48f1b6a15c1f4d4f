namespace IntegrationHub.Journey.Facts;

/// <summary>What folding one event gave.</summary>
/// <param name="Facts">The facts after it.</param>
/// <param name="NeedsRefold">
/// True when the event is older than one whose meaning depends on what came before it (a stage move, a score): the parts that depend on order are then left as they
/// were, and the caller refolds from all events with <see cref="FactsFold.All"/>.
/// </param>
public readonly record struct FoldResult(ContactFacts Facts, bool NeedsRefold);
