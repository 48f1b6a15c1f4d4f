using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Vendors;

/// <summary>Gives connectors what they need to call their vendor.</summary>
public sealed class VendorSessions(VendorHttp http, TimeProvider time)
{
    /// <summary>A session for a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="priority">Who waits for the calls.</param>
    public VendorSession For(ConnectionSetup connection, CallPriority priority)
    {
        var grant = connection.Grant;
        var client = http.For(grant.Connector.Info, grant.Id, connection.Info, grant.BaseUrl, grant.Credentials, priority);
        var settings = connection.Settings.Count == 0 ? grant.Settings : new Dictionary<string, string>([.. grant.Settings.Where(s => !connection.Settings.ContainsKey(s.Key)), .. connection.Settings]);
        return new VendorSession(connection.Info, grant.Id, client, grant.Credentials, settings, time);
    }
}
