namespace IntegrationHub.Connectors.Contract;

/// <summary>Whom or what an action concerns at the vendor.</summary>
/// <param name="ObjectId">The vendor's id of the object at this connection (customer, contact, member, review name); null when not known there yet.</param>
/// <param name="Email">Canonical address of the contact; null when none is known.</param>
/// <param name="FirstName">For creating a record where none exists.</param>
/// <param name="LastName">For creating a record where none exists.</param>
public sealed record ActionTarget(string? ObjectId, string? Email, string? FirstName = null, string? LastName = null);
