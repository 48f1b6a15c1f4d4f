using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The dashboard alone, on the sample bakery's rows: no engine, a clock that stands still.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    private DashboardHost(TempStore temp, WebApplication app) => (Temp, App) = (temp, app);

    public TempStore Temp { get; }

    public WebApplication App { get; }

    /// <summary>Builds and starts it.</summary>
    /// <param name="listen">Chooses the server: a test server, or Kestrel on a free port.</param>
    /// <param name="setup">The clients; the sample bakery with its tools when null.</param>
    /// <param name="seed">False for a store without any row.</param>
    public static async Task<DashboardHost> StartAsync(Action<WebApplicationBuilder> listen, CurrentSetup? setup = null, bool seed = true)
    {
        var temp = new TempStore();
        if (seed)
        {
            await SampleBakery.SeedAsync(temp.Store);
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "hub" });
        listen(builder);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(temp.Store);
        builder.Services.AddSingleton(setup ?? SampleBakery.ConnectedSetup());
        builder.Services.AddSingleton<IWaker, RecordingWaker>();
        builder.Services.AddSingleton<TimeProvider>(new StandingClock());
        builder.Services.AddConnecting(SecretKeySetup.InFolder, Path.GetDirectoryName(temp.Path)!);
        builder.AddDashboard();
        var app = builder.Build();
        app.MapDashboard();
        await app.StartAsync();
        return new DashboardHost(temp, app);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Temp.DisposeAsync();
    }

    // The time of the rows, while timers run: pages refresh.
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SampleBakery.Now;
    }
}
