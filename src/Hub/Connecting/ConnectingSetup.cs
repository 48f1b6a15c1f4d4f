using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegrationHub.Hub.Connecting;

/// <summary>Puts logins and connections made by click into the host.</summary>
public static class ConnectingSetup
{
    /// <summary>Registers them. Needs <c>HubStore</c>, <c>CurrentSetup</c>, <c>IWaker</c> and <c>TimeProvider</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="keys">The keys of stored secrets.</param>
    /// <param name="dataFolder">Folder of the store.</param>
    public static void AddConnecting(this IServiceCollection services, SecretKeySetup keys, string dataFolder)
    {
        services.AddSingleton(p => SecretVault.Open(p.GetRequiredService<HubStore>(), keys, dataFolder, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LoginTokens>();
        services.TryAddSingleton(p => new VendorHttp(p.GetRequiredService<TimeProvider>(), p.GetRequiredService<LoginTokens>()));
        services.TryAddSingleton<VendorSessions>();
        services.TryAddSingleton<StopsAndGo>();
        services.AddSingleton<ConnectionBook>();
        services.AddSingleton<LoginRenewal>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<ConnectLinks>();
        services.AddSingleton<Reach>();
        services.AddSingleton<KeyLogins>();
        services.TryAddSingleton<RefusedConnections>();
        services.AddSingleton<SubscriptionAudit>();
    }

    /// <summary>Puts what is stored in force, and lets calls renew their tokens. Call it when the store is open and before anything runs.</summary>
    public static void UseConnecting(this IServiceProvider services)
    {
        services.GetRequiredService<ConnectionBook>().Load();
        services.GetRequiredService<LoginTokens>().Renew = services.GetRequiredService<LoginRenewal>().RenewAsync;
    }
}
