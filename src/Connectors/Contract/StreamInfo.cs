namespace IntegrationHub.Connectors.Contract;

/// <summary>A collection that can be polled.</summary>
/// <param name="Name">Name in configuration and cursors, e.g. <c>orders</c>.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Interval">How often it is asked when webhooks do not come.</param>
/// <param name="Born">Name of the event that every record has once, at the time by which the vendor counts it (<see cref="IConnector.CountAsync"/>); null where the vendor cannot count by time.</param>
public sealed record StreamInfo(string Name, string Meaning, TimeSpan Interval, string? Born = null);
