namespace IntegrationHub.Hub.Delivering;

/// <summary>What a stop would hold.</summary>
/// <param name="Planned">Actions that are planned or wait already: none of them goes out.</param>
/// <param name="UnderWay">Calls that are on their way: they still arrive.</param>
public sealed record StopPreview(int Planned, int UnderWay);
