using System.Collections.Immutable;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Testing;

/// <summary>What a test of a rule would do.</summary>
/// <param name="Problem">Why there can be no test, in words; null when there can.</param>
/// <param name="Person">Name of the one who gets it.</param>
/// <param name="Example">Name of the one whose values are used.</param>
/// <param name="Happened">The event that serves as the beginning.</param>
/// <param name="HappenedAt">When it was.</param>
/// <param name="Actions">What is done.</param>
/// <param name="Skipped">What is left out and why.</param>
public sealed record RuleTestPreview(
    string? Problem, string Person, string Example, string Happened, DateTimeOffset HappenedAt, ImmutableArray<PlannedAction> Actions, ImmutableArray<string> Skipped)
{
    /// <summary>Keys of the actions that put a tag which the person has already: it is not the test's to take off.</summary>
    public ImmutableHashSet<string> Kept { get; init; } = [];

    /// <summary>No test, for this reason.</summary>
    public static RuleTestPreview No(string problem) => new(problem, "", "", "", default, [], []);
}
