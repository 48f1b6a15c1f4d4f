using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Api;

/// <summary>A rule that differs.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="After">As it becomes; null when it is gone.</param>
/// <param name="Values">The properties that differ, as they stand in the document.</param>
public sealed record RuleDifferenceView(string Id, string Change, MappingRuleView? Before, MappingRuleView? After, ImmutableArray<ValueChange> Values);
