using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>What must be set up in the other tool, so that something follows what a rule starts.</summary>
/// <param name="Flow">Name of the flow there.</param>
/// <param name="Recipe">How to set it up, step by step; may be empty.</param>
public sealed record OtherHalf(string Flow, ImmutableArray<string> Recipe);
