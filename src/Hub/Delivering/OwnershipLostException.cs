namespace IntegrationHub.Hub.Delivering;

/// <summary>Somebody else works for this grant now: nothing of the job was written, and nothing may be sent.</summary>
public sealed class OwnershipLostException(string message) : Exception(message);
