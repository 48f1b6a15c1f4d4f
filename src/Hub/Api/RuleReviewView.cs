namespace IntegrationHub.Hub.Api;

/// <summary>A rule that somebody should look at again.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Owner">Who answers for it; null when nobody is named.</param>
/// <param name="DueSince">The day it should have been looked at by; null when that is not why it is here.</param>
/// <param name="Runs">How often it ran in 60 days without anybody reaching its goal; null when that is not why it is here.</param>
/// <param name="Says">The reasons in words.</param>
public sealed record RuleReviewView(string Rule, string? Owner, DateOnly? DueSince, int? Runs, string Says);
