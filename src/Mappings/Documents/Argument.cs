using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Documents;

/// <summary>An argument of an action: a fixed value or a text with Liquid.</summary>
/// <param name="Fixed">The value as it stands.</param>
/// <param name="Liquid">The parsed text; null when the value is fixed.</param>
public sealed record Argument(Value Fixed, LiquidText? Liquid);
