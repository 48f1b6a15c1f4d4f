namespace IntegrationHub.Hub.Api;

/// <summary>What a stop would mean, asked before it is set.</summary>
/// <param name="Covers">What it would cover, in words.</param>
/// <param name="Planned">Actions that are planned or wait already: all of them would be held.</param>
/// <param name="UnderWay">Calls on their way: they still arrive.</param>
/// <param name="InForce">True when this stop is in force already.</param>
public sealed record StopAhead(string Covers, int Planned, int UnderWay, bool InForce);
