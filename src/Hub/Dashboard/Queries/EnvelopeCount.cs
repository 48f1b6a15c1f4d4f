namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How many envelopes of a connection and UTC day of receipt stand in a state.</summary>
/// <param name="Connection">Connection id.</param>
/// <param name="Day">UTC day as yyyymmdd.</param>
/// <param name="State">EnvelopeState.</param>
/// <param name="N">How many.</param>
public sealed record EnvelopeCount(string Connection, int Day, int State, long N);
