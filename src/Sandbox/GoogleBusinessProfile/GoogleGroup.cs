namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Another account the same person reaches, without locations of its own.</summary>
/// <param name="Id">The number in <c>accounts/{id}</c>.</param>
/// <param name="Name">What people see.</param>
/// <param name="Type"><c>LOCATION_GROUP</c>, <c>USER_GROUP</c> or <c>ORGANIZATION</c>.</param>
public sealed record GoogleGroup(string Id, string Name, string Type = "LOCATION_GROUP");
