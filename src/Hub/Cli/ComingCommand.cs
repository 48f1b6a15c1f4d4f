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
        command.SetAction((r, stop) => options.ShowAsync<ComingListView>(
            r, string.Create(CultureInfo.InvariantCulture, $"coming?days={r.GetValue(days)}&limit={r.GetValue(limit)}{(r.GetValue(rule) is { } only ? "&rule=" + Uri.EscapeDataString(only) : "")}"), time, Print, stop));
        return command;
    }

    private static void Print(Terminal terminal, ClientLens lens, ComingListView list)
    {
        terminal.Line(ComingWords.Finding(list.Counts));
        if (list.Items.Length > 0)
        {
            terminal.Table(
                ["when", "who", "rule", "what", "held by"],
                list.Items.Select(i => (IReadOnlyList<string?>)[lens.Local(i.At.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), i.Name, i.Rule, i.What, i.Held ? i.Why ?? "held" : ""]));
        }

        if (list.Next is not null)
        {
            terminal.Line("There is more. --limit shows more lines.");
        }
    }
}
