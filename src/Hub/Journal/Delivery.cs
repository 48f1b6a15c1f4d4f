using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Journal;

/// <summary>One body for one connection with the items in it, verified and ready to be stored.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Connection">Connection id.</param>
/// <param name="Body">The raw bytes.</param>
/// <param name="Parts">Items with their keys.</param>
public sealed record Delivery(string Client, string Connection, ReadOnlyMemory<byte> Body, IReadOnlyList<EnvelopePart> Parts);
