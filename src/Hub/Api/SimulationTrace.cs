using System.Collections.Immutable;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Api;

/// <summary>What would have happened to one contact.</summary>
/// <param name="Decisions">Every decision, in order.</param>
/// <param name="Actions">Every action that would have gone out.</param>
public sealed record SimulationTrace(ImmutableArray<Decision> Decisions, ImmutableArray<PlannedAction> Actions);
