namespace IntegrationHub.Hub.Processing;

/// <summary>People who were there already when a rule was switched on.</summary>
/// <param name="There">How many are there now: whom it would mean if it were switched on; 0 where that was not asked.</param>
/// <param name="Waiting">How many wait for their turn.</param>
/// <param name="Begun">For how many it began.</param>
/// <param name="PassedOver">How many had their turn and were passed over; each has a decision that says why.</param>
/// <param name="NextAt">When the next one's turn is; null when nobody waits.</param>
public sealed record AlreadyCount(int There, int Waiting, int Begun, int PassedOver, DateTimeOffset? NextAt);
