namespace IntegrationHub.Hub.Api;

/// <summary>A rule that shall be taken out.</summary>
/// <param name="By">Who takes it out.</param>
/// <param name="Expected">The version that the person saw; see <see cref="RuleOrder"/>.</param>
public sealed record RuleRemoval(string By, int? Expected = null);
