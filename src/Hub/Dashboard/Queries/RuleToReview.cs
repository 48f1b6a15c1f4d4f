using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>A rule that somebody should look at again.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="DueSince">The day it should have been looked at by; null when it names none, or that day is still to come.</param>
/// <param name="Runs">How often it ran in <see cref="RulesToReviewQuery.Window"/>; null when that is not why it is here.</param>
public sealed record RuleToReview(CompiledRule Rule, DateOnly? DueSince, int? Runs);
