using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>What loading gave: a mapping, or every mistake.</summary>
/// <param name="Mapping">The compiled mapping; null when there are mistakes.</param>
/// <param name="Mistakes">All mistakes, in the order of the document.</param>
public sealed record LoadedMapping(CompiledMapping? Mapping, ImmutableArray<Mistake> Mistakes);
