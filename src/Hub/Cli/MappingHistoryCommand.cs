using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping history</c>: the versions of a client's rules.</summary>
internal static class MappingHistoryCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var command = new Command("history", "List the versions of a client's rules: who wrote them, who put them in force, and why.") { options.Client, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, time, stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, TimeProvider time, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var client = result.GetValue(options.Client)!;
        var lens = await api.LensAsync(client, time, stop);
        if (lens.Value is null)
        {
            return terminal.Fail(lens.Code, lens.Problem);
        }

        var entries = await api.GetAsync<MappingEntry[]>($"clients/{Uri.EscapeDataString(client)}/mappings", stop);
        if (entries.Value is null)
        {
            return terminal.Fail(entries.Code, entries.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(entries.Value);
            return ExitCodes.Done;
        }

        terminal.Table(
            ["version", "state", "written", "by", "put in force", "by", "note"],
            entries.Value.Select(e => (IReadOnlyList<string?>)
            [
                e.Version.ToString(CultureInfo.InvariantCulture), Word(e.State), When(e.At), e.By, e.PublishedAt is { } at ? When(at) : "", e.PublishedBy, e.Note,
            ]));
        return ExitCodes.Done;

        string When(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(lens.Value.Client.TimeZone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A state in the word that people read.</summary>
    internal static string Word(string state) => state switch { MappingEntry.Published => "in force", MappingEntry.Replaced => "was in force", MappingEntry.Discarded => "put away", _ => state };
}
