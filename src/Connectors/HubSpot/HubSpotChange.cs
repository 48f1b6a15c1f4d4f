namespace IntegrationHub.Connectors.HubSpot;

/// <summary>One value in a property's history.</summary>
/// <param name="Value">The value; empty when it was cleared.</param>
/// <param name="At">When it was set.</param>
/// <param name="Source">HubSpot's kind of writer: <c>CRM_UI</c>, <c>INTEGRATION</c> …; null when not told.</param>
/// <param name="SourceId">Which writer of that kind.</param>
public sealed record HubSpotChange(string Value, DateTimeOffset At, string? Source, string? SourceId);
