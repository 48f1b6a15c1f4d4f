namespace IntegrationHub.Hub.Processing;

/// <summary>What a turn did.</summary>
/// <param name="Envelopes">Envelopes closed.</param>
/// <param name="More">True when there is more to do at once.</param>
public readonly record struct LaneTurn(int Envelopes, bool More);
