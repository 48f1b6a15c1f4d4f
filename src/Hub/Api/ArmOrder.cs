namespace IntegrationHub.Hub.Api;

/// <summary>The arm of a rule's split that shall stay.</summary>
/// <param name="Arm">Its name.</param>
/// <param name="By">Who decides it.</param>
public sealed record ArmOrder(string Arm, string By);
