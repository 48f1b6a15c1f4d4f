using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Engine;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Receiving;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Hosting;

/// <summary>Puts the rooms together into one process. The whole runtime can be read from here.</summary>
public static class HubHost
{
    /// <summary>Builds the host; nothing listens yet.</summary>
    /// <param name="setup">What it runs on.</param>
    /// <param name="listen">Loopback address to listen on.</param>
    /// <param name="dataFolder">Folder of the store.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="intakeOnly">Receive and store only: no engine, no dashboard. For maintenance, and as the measure of what storing alone costs.</param>
    /// <param name="more">Further services, such as a sample story's pace.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public static WebApplication Build(HubSetup setup, Uri listen, string dataFolder, TimeProvider? time = null, bool intakeOnly = false, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(HubHost).Assembly.GetName().Name });
        builder.WebHost.UseUrls(listen.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 2 * WebhookLimit;
            k.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            k.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Configuration["AllowedHosts"] = AllowedHosts(setup);
        Logs.Configure(builder.Logging, builder.Configuration, ownClock: time is not null);

        var services = builder.Services;
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(new CurrentSetup(setup));
        services.AddSingleton(p => HubStore.Open(Path.Combine(dataFolder, "hub.db"), p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<HubIds>();
        services.AddConnecting(setup.Keys, dataFolder);
        services.AddReceiving();
        if (intakeOnly)
        {
            services.AddSingleton<IWaker, SilentWaker>();
        }
        else
        {
            builder.AddEngine();
            builder.AddDashboard();
            builder.AddApi();
        }

        services.AddMonitoring();
        more?.Invoke(services);

        var app = builder.Build();
        var store = app.Services.GetRequiredService<HubStore>(); // before anything listens: a store that cannot be used stops the start
        app.Services.GetRequiredService<HubIds>().StartAbove(store.HighestId());
        app.Services.UseConnecting();
        app.UseForeignPageGuard();
        app.MapWebhooks();
        app.MapMonitoring();
        if (!intakeOnly)
        {
            app.MapApi();
            app.MapDashboard();
        }

        return app;
    }

    private const int WebhookLimit = 1024 * 1024;

    // A page of another site must not be able to reach the dashboard by a name that resolves to loopback.
    private static string AllowedHosts(HubSetup setup) =>
        "localhost;127.0.0.1;[::1]" + (setup.PublicUrl is { } url ? ";" + url.Host : "");
}
