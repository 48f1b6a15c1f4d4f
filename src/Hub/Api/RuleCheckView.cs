using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Api;

/// <summary>What a rule is worth inside the client's mapping.</summary>
/// <param name="Mistakes">All mistakes; those in the rule have the lines of its text and no file.</param>
/// <param name="Sentence">The rule in a sentence; null while it has mistakes.</param>
/// <param name="Conditions">Its conditions as lines where they are too many for the sentence.</param>
/// <param name="Cases">The rule's cases, played.</param>
/// <param name="Warnings">What a person should know before it comes in force.</param>
public sealed record RuleCheckView(IReadOnlyList<Mistake> Mistakes, string? Sentence, IReadOnlyList<string> Conditions, IReadOnlyList<RuleCaseView> Cases, IReadOnlyList<WarningView> Warnings);
