using System.Collections.Immutable;

namespace IntegrationHub.Hub.Api;

/// <summary>A test of a rule.</summary>
/// <param name="Sent">False when only a preview was asked for.</param>
/// <param name="To">Name of the one who gets it.</param>
/// <param name="Like">Name of the one whose values are used.</param>
/// <param name="Does">What is done, in words.</param>
/// <param name="Skipped">What is left out and why.</param>
public sealed record TestView(bool Sent, string To, string Like, ImmutableArray<string> Does, ImmutableArray<string> Skipped);
