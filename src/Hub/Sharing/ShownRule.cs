using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Sharing;

/// <summary>What the page behind a link shows: kept as it was when the link was made, so that what is agreed to is what was seen.</summary>
/// <param name="Business">Name of the client.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Page">The rule in plain words.</param>
/// <param name="People">How many people it would have meant, or that nothing is known.</param>
public sealed record ShownRule(string Business, string Rule, RulePage Page, string People);
