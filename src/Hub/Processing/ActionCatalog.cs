using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>What rules of a client may name: every verb of its connections under its role.</summary>
internal static class ActionCatalog
{
    private static readonly string[] Roles = ["shop", "mail", "crm", "reviews", "hook"];

    /// <summary>Actions of a client's own connections, and of every connector under its usual role, so that a pack can be checked before its tools are connected.</summary>
    public static IEnumerable<KnownAction> Of(ClientSetup client) => Of(client.Connections.Select(c => (c.Role, c.Grant.Connector.Info)));

    /// <summary>Actions of every connector under its usual role: for rules that belong to no client yet.</summary>
    public static IEnumerable<KnownAction> Usual() => Of([]);

    private static IEnumerable<KnownAction> Of(IEnumerable<(string Role, ConnectorInfo Info)> own) =>
        own.Concat(Connectors.Catalog.All.Values.Select(c => (c.Info.Role, c.Info)).Where(c => Roles.Contains(c.Role)))
            .SelectMany(c => c.Info.Actions.Select(a => new KnownAction(
                c.Role + "." + a.Verb, [.. a.Arguments.Where(x => x.Required).Select(x => x.Name)], [.. a.Arguments.Where(x => !x.Required).Select(x => x.Name)], a.OnlyByApproval)))
            .DistinctBy(a => a.Name);
}
