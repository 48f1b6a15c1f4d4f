namespace IntegrationHub.Hub.Api;

/// <summary>A rule case that was played.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="From">The file or the pack that it stands in.</param>
/// <param name="Passed">True when all came out as it says.</param>
/// <param name="Differences">What came out otherwise.</param>
public sealed record RuleCaseView(string Name, string From, bool Passed, IReadOnlyList<string> Differences);
