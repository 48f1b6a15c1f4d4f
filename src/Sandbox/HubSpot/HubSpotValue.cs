namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>One value a property had, newest of its history first asked for by <c>propertiesWithHistory</c>.</summary>
/// <param name="Value">The value as text, or null when cleared.</param>
/// <param name="At">When it was set.</param>
/// <param name="By">Who set it.</param>
public sealed record HubSpotValue(string? Value, DateTimeOffset At, HubSpotActor By);
