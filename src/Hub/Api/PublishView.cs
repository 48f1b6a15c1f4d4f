using System.Collections.Immutable;

namespace IntegrationHub.Hub.Api;

/// <summary>A version was published.</summary>
/// <param name="Version">The version.</param>
/// <param name="InForce">True when it is in force; false while the client's lane has older work first.</param>
/// <param name="Warnings">What is new with it and often not meant.</param>
public sealed record PublishView(int Version, bool InForce, ImmutableArray<WarningView> Warnings);
