using System.Collections.Immutable;

namespace IntegrationHub.Hub.Processing;

/// <summary>A rule case that was played.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="From">The file or the pack that it stands in.</param>
/// <param name="Differences">What came out otherwise, followed by what was decided; empty when all is as the case says.</param>
public sealed record PlayedCase(string Name, string From, ImmutableArray<string> Differences);
