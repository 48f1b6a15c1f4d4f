using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>What became of a wish to keep a changed rule.</summary>
/// <param name="Version">The draft; 0 when nothing was kept.</param>
/// <param name="Mistakes">Why nothing was kept.</param>
/// <param name="Meanwhile">Another text came meanwhile and says something else of this rule: nothing was kept. Null otherwise.</param>
public sealed record RuleSaved(int Version, ImmutableArray<Mistake> Mistakes, RuleOpened? Meanwhile);
