using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping history</c>: the versions of a client's rules.</summary>
internal static class MappingHistoryCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var command = new Command("history", "List the versions of a client's rules: who wrote them, who put them in force, and why.") { options.Client, options.Json, options.Url };
        command.SetAction((r, stop) => options.ShowAsync<MappingEntry[]>(r, "mappings", time, Print, stop));
        return command;
    }

    private static void Print(Terminal terminal, ClientLens lens, MappingEntry[] entries)
    {
        terminal.Table(
            ["version", "state", "written", "by", "put in force", "by", "note"],
            entries.Select(e => (IReadOnlyList<string?>)
            [
                e.Version.ToString(CultureInfo.InvariantCulture), Word(e.State), When(e.At), e.By, e.PublishedAt is { } at ? When(at) : "", e.PublishedBy, e.Note,
            ]));

        string When(DateTimeOffset at) => lens.Local(at.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A state in the word that people read.</summary>
    internal static string Word(string state) => state switch { MappingEntry.Published => "in force", MappingEntry.Replaced => "was in force", MappingEntry.Discarded => "put away", _ => state };
}
