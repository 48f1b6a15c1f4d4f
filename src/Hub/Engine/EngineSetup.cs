using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Connecting;
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
        builder.Services.AddSingleton<Looking>();
        builder.Services.AddSingleton<MappingImport>();
        builder.Services.AddSingleton<LaneProcessor>();
        builder.Services.AddSingleton<ContactDeeds>();
        builder.Services.AddSingleton<IGrantWork, GrantFetching>();
        builder.Services.AddSingleton<IGrantWork, GrantDelivery>();
        builder.Services.AddSingleton<IGrantWork, GrantPolling>();
        builder.Services.AddHostedService<BackfillReading>();
        builder.Services.AddHostedService<CompletenessWatch>();
        builder.Services.AddHostedService<LoginsAhead>();
        builder.Services.AddHostedService<SubscriptionWatch>();
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

    // Below the ports that the system gives to outgoing calls: none of those takes it between this look and the silo's listening.
    private static int FreePort()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (IsFree(RandomNumberGenerator.GetInt32(20_000, 32_000), out var port))
            {
                return port;
            }
        }

        return IsFree(0, out var any) ? any : throw new InvalidOperationException("No port of this computer is free for the engine.");
    }

    private static bool IsFree(int wanted, out int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, wanted);
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            return true;
        }
        catch (SocketException)
        {
            port = 0;
            return false;
        }
    }
}
