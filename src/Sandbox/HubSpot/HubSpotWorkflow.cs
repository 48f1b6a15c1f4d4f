namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A workflow the account built for itself: when a property takes a value, set another (or the same) property. Its writes carry AUTOMATION_PLATFORM, so nobody's app recognises them as its own.</summary>
/// <param name="Id">Shown inside <c>sourceId</c>.</param>
/// <param name="ObjectType">Plural type, for instance contacts.</param>
/// <param name="WhenProperty">The property that starts it.</param>
/// <param name="WhenValue">The value that starts it, compared exactly; null: any change.</param>
/// <param name="SetProperty">The property it sets.</param>
/// <param name="SetValue">The value it sets.</param>
public sealed record HubSpotWorkflow(string Id, string ObjectType, string WhenProperty, string? WhenValue, string SetProperty, string? SetValue);
