using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub coming</c>: what will happen for a client by itself.</summary>
internal static class ComingCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var days = new Option<int>("--days") { Description = "How far to look, 1 to 7.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var rule = new Option<string?>("--rule") { Description = "Only this rule.", HelpName = "ID" };
        var limit = new Option<int>("--limit") { Description = "Most lines.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new Command("coming", "Show what will happen by itself: who gets what when, and what keeps it.") { options.Client, days, rule, limit, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, r.GetValue(days), r.GetValue(rule), r.GetValue(limit), time, stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, int days, string? rule, int limit, TimeProvider time, CancellationToken stop)
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

        var found = await api.GetAsync<ComingListView>(string.Create(CultureInfo.InvariantCulture,
            $"clients/{Uri.EscapeDataString(client)}/coming?days={days}&limit={limit}{(rule is null ? "" : "&rule=" + Uri.EscapeDataString(rule))}"), stop);
        if (found.Value is not { } list)
        {
            return terminal.Fail(found.Code, found.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(list);
            return ExitCodes.Done;
        }

        terminal.Line(ComingWords.Finding(list.Counts));
        if (list.Items.Length > 0)
        {
            terminal.Table(
                ["when", "who", "rule", "what", "held by"],
                list.Items.Select(i => (IReadOnlyList<string?>)[lens.Value.Local(i.At.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), i.Name, i.Rule, i.What, i.Held ? i.Why ?? "held" : ""]));
        }

        if (list.Next is not null)
        {
            terminal.Line("There is more. --limit shows more lines.");
        }

        return ExitCodes.Done;
    }
}
