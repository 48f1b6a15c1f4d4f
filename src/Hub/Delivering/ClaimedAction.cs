using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Delivering;

/// <summary>An action in state sending.</summary>
/// <param name="Action">Its row as picked.</param>
/// <param name="Attempt">Row id of the open attempt.</param>
/// <param name="Outbound">What the connector gets.</param>
internal sealed record ClaimedAction(DueAction Action, long Attempt, OutboundAction Outbound);
