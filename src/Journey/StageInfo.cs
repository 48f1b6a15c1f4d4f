using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>A stage of a journey.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Label">What owners read.</param>
/// <param name="CustomerWants">The customer's goal.</param>
/// <param name="WeWant">Our goal.</param>
/// <param name="Shared">Name by which clients with different models are compared.</param>
/// <param name="SmallSteps">Micro-conversions on the way.</param>
public sealed record StageInfo(string Id, string Label, string CustomerWants, string WeWant, string Shared, ImmutableArray<string> SmallSteps);
