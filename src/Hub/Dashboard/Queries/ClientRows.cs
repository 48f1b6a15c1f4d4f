namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How one client is doing.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Waiting">Approvals and uncertain actions.</param>
/// <param name="Alerts">Open alerts.</param>
/// <param name="Quarantined">Messages that could not be read.</param>
/// <param name="Broken">Connections that need a person, with the reason.</param>
/// <param name="Stops">Stops in force.</param>
/// <param name="Stages">Contacts by stage; the empty key holds those without one.</param>
public sealed record ClientRows(
    string Client, int Waiting, int Alerts, int Quarantined, IReadOnlyList<(string Connection, string? Reason)> Broken, int Stops, IReadOnlyDictionary<string, int> Stages);
