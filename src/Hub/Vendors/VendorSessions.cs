using System.Collections.Concurrent;
using System.Net;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Vendors;

/// <summary>Gives connectors what they need to call their vendor. One connection pool a grant, so that one vendor's trouble keeps no socket of another.</summary>
public sealed class VendorSessions(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);

    /// <summary>A session for a connection.</summary>
    /// <param name="connection">The connection.</param>
    public VendorSession For(ConnectionSetup connection)
    {
        var grant = connection.Grant;
        var http = _clients.GetOrAdd(grant.Id + " " + grant.BaseUrl, _ => Create(grant.BaseUrl));
        return new VendorSession(connection.Info, grant.Id, http, grant.Credentials, grant.Settings, time);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static HttpClient Create(Uri baseUrl) => new(new ExchangeRecorder { InnerHandler = new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a vendor's moved address is seen within this time
        MaxConnectionsPerServer = 16,
    } })
    { BaseAddress = baseUrl, Timeout = Deadline };
}
