using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Demo;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub demo</c>: the hub with simulated tools and a sample business. Nothing leaves this computer.</summary>
internal static class DemoCommand
{
    /// <summary>Runs until stopped; begins anew each time.</summary>
    /// <param name="port">Port of the dashboard on loopback.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    public static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
        var folder = Path.GetFullPath(Path.Combine("data", "demo"));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, true);
        }

        try
        {
            var clock = new StoryClock(DemoStory.DayOne.AddHours(7));
            var business = await DemoBusiness.StartAsync(address, clock, cancellationToken);
            await using var vendors = business.Vendors;
            var story = new DemoStory(business);
            story.TellHistory();
            var (mappings, mistakes) = MappingFiles.Load(business.Setup);
            if (mistakes.Count > 0)
            {
                MistakeList.Print(mistakes);
                return ExitCodes.Mistakes;
            }

            await using var app = HubHost.Build(business.Setup, address, folder, clock);
            await app.Services.GetRequiredService<MappingImport>().RunAsync(business.Setup, mappings);
            await app.StartAsync(cancellationToken);
            Tell(address);
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
            var playing = new DemoRunner(business, story, clock, app.Services).PlayAsync(text => Console.WriteLine("  " + text), stopping.Token);
            await app.WaitForShutdownAsync(cancellationToken);
            try
            {
                await playing;
            }
            catch (OperationCanceledException)
            {
                // the story ends with the hub
            }

            return ExitCodes.Done;
        }
        catch (StoreUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.NoStore;
        }
    }

    private static void Tell(Uri address)
    {
        Console.WriteLine($"""

            Integration Hub, demo: Sample Bakery Kornhaus. Sample data. Nothing leaves this computer.

              Look at   {address}c/{DemoBusiness.Client}            what needs you, what was done
                        {address}c/{DemoBusiness.Client}/log        everything that came in, and what came of it
                        {address}c/{DemoBusiness.Client}/contacts   each person's story over all tools
                        {address}openapi/v1.json      the same data for programs

              Try       why did Noah not get a review request? Contacts, Noah Fischer
                        what became of Brenda's pre-order? Contacts, Brenda Busch

              A story day takes 6 seconds. Stop with Ctrl+C.

            """);
    }
}
