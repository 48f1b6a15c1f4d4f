namespace IntegrationHub.Connectors.Contract;

/// <summary>An argument of an action.</summary>
/// <param name="Name">Key under <c>with</c>.</param>
/// <param name="Required">True when the action cannot be done without it.</param>
/// <param name="MaxLength">Longest text the vendor takes; 0 when it names none.</param>
/// <param name="MayBeEmpty">True when a required one may turn out empty: that is what takes a value away.</param>
public sealed record ActionArgument(string Name, bool Required, int MaxLength = 0, bool MayBeEmpty = false);
