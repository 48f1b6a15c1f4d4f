namespace IntegrationHub.Hub.Delivering;

/// <summary>What became of the actions that waited, when a stop was lifted.</summary>
/// <param name="Sent">Set free: they go out now, unless another stop or a broken connection holds them.</param>
/// <param name="Dropped">Never sent: too old, or a person wanted none of them.</param>
/// <param name="Unsure">Dropped too, but an earlier try may have happened: a person is shown them.</param>
public sealed record GoOutcome(int Sent, int Dropped, int Unsure);
