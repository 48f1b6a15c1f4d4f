namespace IntegrationHub.Mappings.Words;

/// <summary>A text that a rule writes or sends.</summary>
/// <param name="What">What it is for: <c>The owner is told</c>, <c>Task in HubSpot</c>.</param>
/// <param name="Text">The text; what only the event or the person can tell stands in brackets: <c>[first name]</c>.</param>
/// <param name="Varies">True when parts of it depend on the case: then it is one of its forms.</param>
public sealed record RulePageText(string What, string Text, bool Varies);
