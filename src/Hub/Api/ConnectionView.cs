using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>A connection as the API shows it: no secret, with its health, streams and daily balance.</summary>
/// <param name="Id">Connection id.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="Grant">Grant id.</param>
/// <param name="Role">Role for the client.</param>
/// <param name="Primary">Stands for its role.</param>
/// <param name="Thing">Shop, audience, portal or location.</param>
/// <param name="State">How it is; null before anything was heard.</param>
/// <param name="Says">What is the matter, since when, and what waits; null when all is well.</param>
/// <param name="Fed">How its news come in, and how late.</param>
/// <param name="Streams">Where each stream is read to.</param>
/// <param name="Balance">P5 of the last seven UTC days.</param>
public sealed record ConnectionView(
    string Id, string Connector, string Grant, string Role, bool Primary, string Thing, ConnectionState? State, string? Says, string Fed, IReadOnlyList<Cursor> Streams, IReadOnlyList<Balance> Balance);
