using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A rule that differs between two mappings.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="After">As it becomes; null when it is gone.</param>
/// <param name="Values">What of it differs; empty for a new or a gone rule.</param>
public sealed record RuleChange(string Id, CompiledRule? Before, CompiledRule? After, ImmutableArray<ValueChange> Values);
