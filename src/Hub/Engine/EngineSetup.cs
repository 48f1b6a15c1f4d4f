using System.Net;
using System.Net.Sockets;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Vendors;
using Orleans.Configuration;

namespace IntegrationHub.Hub.Engine;

/// <summary>Puts the engine into the host: one silo in this process, on free loopback ports. The only room that knows Orleans.</summary>
public static class EngineSetup
{
    /// <summary>Adds silo, waker and heartbeat.</summary>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MappingsInForce>();
        builder.Services.AddSingleton<MappingImport>();
        builder.Services.AddSingleton<LaneProcessor>();
        builder.Services.AddSingleton<ContactDeeds>();
        builder.Services.AddSingleton<VendorHttp>();
        builder.Services.AddSingleton<VendorSessions>();
        builder.Services.AddSingleton<RefusedConnections>();
        builder.Services.AddSingleton<IGrantWork, GrantFetching>();
        builder.Services.AddSingleton<IGrantWork, GrantDelivery>();
        builder.Services.AddSingleton<IGrantWork, GrantPolling>();
        builder.Services.AddHostedService<ConnectionHealth>();
        builder.Services.AddHostedService<ExpectedEffects>();
        builder.Services.AddSingleton<OrleansWaker>();
        builder.Services.AddSingleton<IWaker>(p => p.GetRequiredService<OrleansWaker>());
        builder.Host.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = (FreePort(), FreePort());
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, "hub-" + siloPort.ToString(System.Globalization.CultureInfo.InvariantCulture), "hub");
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMinutes(5)); // a turn waits for the intake, a call for a slow vendor
            silo.Configure<EndpointOptions>(o =>
            {
                o.AdvertisedIPAddress = IPAddress.Loopback;
                o.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, siloPort);
                o.GatewayListeningEndpoint = null;
                o.GatewayPort = 0;
            });
        });
        builder.Services.AddHostedService(p => p.GetRequiredService<OrleansWaker>());
        builder.Services.AddHostedService<Heartbeat>();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
