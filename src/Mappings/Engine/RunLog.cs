using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Engine;

/// <summary>What rules did for a subject, in lane order: the base of <c>once</c>, <c>atMost</c>, caps and hop budget. Bounded: entries older than 400 days and beyond 500 are dropped.</summary>
/// <param name="Firings">Starts of runs.</param>
/// <param name="Touches">Planned and done actions of every class.</param>
public sealed record RunLog(ImmutableArray<Firing> Firings, ImmutableArray<Touch> Touches)
{
    /// <summary>Nothing done yet.</summary>
    public static RunLog Empty { get; } = new([], []);
}
