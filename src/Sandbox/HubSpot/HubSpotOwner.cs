namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A colleague with a seat.</summary>
/// <param name="Id">Owner id, the value of <c>hubspot_owner_id</c>.</param>
/// <param name="UserId">User id, as in <c>userId:n</c>.</param>
/// <param name="Email">Address.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
public sealed record HubSpotOwner(long Id, long UserId, string Email, string FirstName, string LastName);
