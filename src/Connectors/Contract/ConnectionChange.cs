namespace IntegrationHub.Connectors.Contract;

/// <summary>A connection's state as the vendor told it.</summary>
/// <param name="State"><c>revoked</c> or <c>needs-attention</c>.</param>
/// <param name="Reason">In words, with what to do.</param>
public sealed record ConnectionChange(string State, string Reason);
