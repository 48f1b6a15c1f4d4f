using System.CommandLine;
using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub db migrate</c>: brings the store's tables up to date without starting the hub.</summary>
internal static class DbCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var migrate = new Command("migrate", "Bring the store's tables up to date, or make them. The hub must not run; it does the same at its start.") { options.Json };
        migrate.SetAction((r, _) => MigrateAsync(options, r));
        return new Command("db", "The store.") { migrate };
    }

    private static async Task<int> MigrateAsync(CliOptions options, ParseResult result)
    {
        var terminal = options.Terminal(result);
        var loaded = options.Files(result);
        if (loaded.Setup is null)
        {
            return MistakeList.Print(terminal, loaded.Mistakes, "Nothing was migrated");
        }

        var path = Path.Combine(loaded.DataFolder, "hub.db");
        try
        {
            var before = LatestMigration.In(path);
            await using (HubStore.Open(path, NullLoggerFactory.Instance))
            {
                // opening is migrating
            }

            var now = LatestMigration.Id;
            if (terminal.Json)
            {
                terminal.WriteJson(new { Store = path, Before = before, Now = now });
            }
            else
            {
                terminal.Line(before == now ? $"{path} is up to date ({now})." : before is null ? $"{path} was made ({now})." : $"{path} was brought from {before} to {now}.");
            }

            return ExitCodes.Done;
        }
        catch (StoreUnavailableException e)
        {
            return terminal.Fail(ExitCodes.NoStore, e.Message);
        }
        catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(ExitCodes.NoStore, $"{path} could not be opened: {e.Message}");
        }
    }
}
