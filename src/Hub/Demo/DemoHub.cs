using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Demo;

/// <summary>The hub with simulated tools and the sample story, put together and running. Nothing leaves this computer.</summary>
public sealed class DemoHub : IAsyncDisposable
{
    // A story day takes seconds: what the tools allow in an hour must fit into the moment it lasts.
    private const int BudgetFactor = 1000;

    private DemoHub(DemoBusiness business, BakeryTools tools, StoryClock clock, WebApplication app, StoryPace pace)
    {
        (Business, Tools, Clock, App) = (business, tools, clock, app);
        var owner = new SampleOwner(app.Services);
        Runner = new DemoRunner(
            business, [.. StoryWeekOne.Of(tools, owner), .. StoryWeekTwo.Of(tools), .. StoryWeekThree.Of(tools), .. StoryWeekFour.Of(tools, owner)],
            n => tools.BuyAtTheTill(SamplePerson.Guest((n % 56) + 1), n % 3 == 0 ? BakeryTools.Biscuits : BakeryTools.Bread), clock, pace, app.Services);
    }

    /// <summary>The bakery's tools and setup.</summary>
    public DemoBusiness Business { get; }

    /// <summary>What its people do in them.</summary>
    public BakeryTools Tools { get; }

    /// <summary>The story's time.</summary>
    public StoryClock Clock { get; }

    /// <summary>The running hub.</summary>
    public WebApplication App { get; }

    /// <summary>Who tells the story.</summary>
    public DemoRunner Runner { get; }

    /// <summary>Starts tools and hub on the first morning, with a year behind them.</summary>
    /// <param name="address">Where the dashboard listens, on loopback.</param>
    /// <param name="folder">Folder of the store; begins empty.</param>
    /// <param name="pace">How fast the story goes.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running demo, or what is wrong with its mapping.</returns>
    /// <exception cref="Storage.StoreUnavailableException">The store cannot be used.</exception>
    public static async Task<(DemoHub? Hub, IReadOnlyList<ConfigurationMistake> Mistakes)> StartAsync(Uri address, string folder, StoryPace pace, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, true);
        }

        var clock = new StoryClock(StoryMoment.DayOne.AddHours(7));
        var business = await DemoBusiness.StartAsync(address, clock, cancellationToken);
        try
        {
            var (mappings, mistakes) = MappingFiles.Load(business.Setup);
            if (mistakes.Count > 0)
            {
                await business.Vendors.DisposeAsync();
                return (null, mistakes);
            }

            var tools = new BakeryTools(business);
            DemoHistory.Tell(tools);
            var app = HubHost.Build(business.Setup, address, folder, clock, more: services => services.AddSingleton(pace).AddSingleton(p => new VendorHttp(clock, p.GetRequiredService<LoginTokens>(), BudgetFactor)));
            await app.Services.GetRequiredService<MappingImport>().RunAsync(business.Setup, mappings);
            await app.StartAsync(cancellationToken);
            return (new DemoHub(business, tools, clock, app, pace), []);
        }
        catch
        {
            await business.Vendors.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Business.Vendors.DisposeAsync();
    }
}
