namespace IntegrationHub.Mappings.Engine;

/// <summary>What should be seen in the tools after an action.</summary>
/// <param name="Flow">Name of the flow in the other tool.</param>
/// <param name="Event">Event that shows it.</param>
/// <param name="Within">How long it may take.</param>
public sealed record ExpectedEffect(string Flow, string Event, TimeSpan Within);
