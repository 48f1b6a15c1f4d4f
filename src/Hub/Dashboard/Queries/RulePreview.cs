using IntegrationHub.Hub.Sharing;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>A rule as it would be shown to somebody outside.</summary>
/// <param name="Version">The version that it stands in.</param>
/// <param name="IsDraft">True for the draft that waits.</param>
/// <param name="IsInForce">True for the version in force.</param>
/// <param name="Wording">Mark of what it says.</param>
/// <param name="Shown">The page.</param>
public sealed record RulePreview(int Version, bool IsDraft, bool IsInForce, string Wording, ShownRule Shown);
