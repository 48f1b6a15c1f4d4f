using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using Microsoft.AspNetCore.Connections;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub run</c>: start with the configuration as it stands, or list every mistake in it.</summary>
internal static class RunCommand
{
    /// <summary>Runs until stopped.</summary>
    public static async Task<int> RunAsync(string path, bool intakeOnly, CancellationToken cancellationToken)
    {
        var (loaded, mappings, mistakes) = StartFiles.Read(path, Environment.GetEnvironmentVariable);
        if (mistakes.Count > 0 || loaded.Setup is not { } setup)
        {
            MistakeList.Print(mistakes);
            return ExitCodes.Mistakes;
        }

        try
        {
            await using var app = HubHost.Build(setup, loaded.Listen, loaded.DataFolder, intakeOnly: intakeOnly);
            foreach (var note in intakeOnly ? [] : await app.Services.GetRequiredService<MappingImport>().RunAsync(app.Services.GetRequiredService<CurrentSetup>().Value, mappings))
            {
                await Console.Out.WriteLineAsync(note);
            }

            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Integration Hub listens on {loaded.Listen.GetLeftPart(UriPartial.Authority)} ({setup.Clients.Count} clients, {app.Services.GetRequiredService<CurrentSetup>().Value.Connections.Count()} connections).");
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true); // what starting needed is given back
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (StoreUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.NoStore;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{loaded.Listen.GetLeftPart(UriPartial.Authority)} is taken by another program, perhaps another hub. End that one, or write another address under `listen`.");
            return ExitCodes.NoAddress;
        }
    }
}
