using System.Collections.Immutable;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Configuration;

/// <summary>One thing reached through a grant, owned by one client.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Id">Connection id, unique within the client.</param>
/// <param name="Grant">Its grant.</param>
/// <param name="Role">What it is to its client.</param>
/// <param name="Primary">True for the one that stands for its role.</param>
/// <param name="Thing">Shop domain, audience id, portal id or location name.</param>
/// <param name="Streams">Names of the streams that are polled.</param>
/// <param name="WebhookSecret">Secret of this connection's webhooks where it has one of its own (an audience's signing secret); null to use the grant's.</param>
/// <param name="AddressSecret">Last segment of the webhook address where the connector uses one; null otherwise.</param>
/// <param name="Info">The connection as connectors know it.</param>
public sealed record ConnectionSetup(
    string Client, string Id, GrantSetup Grant, string Role, bool Primary, string Thing, ImmutableArray<string> Streams, string? WebhookSecret, string? AddressSecret,
    ConnectionInfo Info)
{
    /// <summary>Settings of this connection, over those of its grant.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>True when it was made by click and lives in the store; false when it stands in the file.</summary>
    public bool IsStored { get; init; }

    /// <summary>Never shows the secrets.</summary>
    public override string ToString() => $"connection {Client}/{Id}";
}
