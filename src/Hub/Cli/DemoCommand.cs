using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Demo;
using IntegrationHub.Hub.Storage;
using Microsoft.AspNetCore.Connections;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub demo</c>: the hub with simulated tools and a sample business. Nothing leaves this computer.</summary>
internal static class DemoCommand
{
    /// <summary>Runs until stopped; begins anew each time, and when a viewer asks for it.</summary>
    /// <param name="port">Port of the dashboard on loopback.</param>
    /// <param name="hurry">True tells the story as fast as the hub deals with it.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    public static async Task<int> RunAsync(int port, bool hurry, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri;
        try
        {
            while (true)
            {
                var (mistakes, again) = await TellAsync(address, hurry, cancellationToken);
                if (mistakes.Count > 0)
                {
                    MistakeList.Print(mistakes);
                    return ExitCodes.Mistakes;
                }

                if (!again)
                {
                    return ExitCodes.Done;
                }

                Console.WriteLine("\n  The story starts again.\n");
            }
        }
        catch (StoreUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.NoStore;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{address.GetLeftPart(UriPartial.Authority)} is taken by another program, perhaps another hub. End that one, or choose another port with --port.");
            return ExitCodes.NoAddress;
        }
    }

    private static async Task<(IReadOnlyList<ConfigurationMistake> Mistakes, bool Again)> TellAsync(Uri address, bool hurry, CancellationToken cancellationToken)
    {
        var pace = new StoryPace { IsHurried = hurry };
        var (started, mistakes) = await DemoHub.StartAsync(address, Path.GetFullPath(Path.Combine("data", "demo")), pace, cancellationToken);
        if (started is null)
        {
            return (mistakes, false);
        }

        await using var demo = started;
        var again = false;
        pace.AskedAgain += () =>
        {
            again = true;
            demo.App.Lifetime.StopApplication();
        };
        Tell(address);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, demo.App.Lifetime.ApplicationStopping);
        var playing = demo.Runner.PlayAsync(text => Console.WriteLine("  " + text), stopping.Token);
        await demo.App.WaitForShutdownAsync(cancellationToken);
        try
        {
            await playing;
        }
        catch (OperationCanceledException)
        {
            // the story ends with the hub
        }

        return ([], again && !cancellationToken.IsCancellationRequested);
    }

    private static void Tell(Uri address)
    {
        var at = $"{address}c/{DemoBusiness.Client}";
        Console.WriteLine($"""

            Integration Hub, demo: {DemoBusiness.Name}. Sample data. Nothing leaves this computer.

              Look at   {at}               what needs you, what was done, what comes
                        {at}/contacts      each person's story over all tools, with why and why not
                        {at}/log           everything that came in, and what came of it
                        {address}openapi/v1.json          the same data for programs

              Try       Why did Maria not get a review request?   Contacts, Maria Rossi (from day 5)
                        Why was Paul's reminder dropped?          Contacts, Paul Dubois (from day 8)
                        Who stopped the VIP ping-pong?            Home, "Loop stopped" (from day 11)
                        Answer Lena K. before the owner does      Inbox (day 6, 12:30 to 15:10; pause the story)
                        What will happen tomorrow?                Home, Coming up

              A story day takes 6 seconds. Pause, faster, next day and start again stand beside the sample mark of each page. Stop with Ctrl+C.

            """);
    }
}
