namespace IntegrationHub.Mappings.Documents;

/// <summary>A validated mapping document with its packs merged, parameters filled in and templates parsed; immutable and safe to share.</summary>
public sealed partial class CompiledMapping
{
}
