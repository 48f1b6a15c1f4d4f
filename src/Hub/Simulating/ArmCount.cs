namespace IntegrationHub.Hub.Simulating;

/// <summary>People of an arm of a split.</summary>
/// <param name="Arm">Its name, or <c>held out</c>.</param>
/// <param name="People">Subjects that would have been put into it.</param>
public sealed record ArmCount(string Arm, int People);
