namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Equal failures as one line.</summary>
/// <param name="Kind">Envelope for what could not be read, Action for what a tool refused or left open.</param>
/// <param name="Connection">Where.</param>
/// <param name="State">EnvelopeState or ActionState.</param>
/// <param name="Reason">The reason they share, as stored.</param>
/// <param name="N">How many.</param>
/// <param name="People">How many contacts; 0 for envelopes.</param>
/// <param name="First">The oldest, unix milliseconds.</param>
/// <param name="Last">The newest, unix milliseconds.</param>
/// <param name="Newest">Row id of the newest.</param>
public sealed record TroubleCount(LogKind Kind, string Connection, int State, string Reason, int N, int People, long First, long Last, long Newest);
