using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping undo</c>: takes back what a rule did, in the running hub.</summary>
internal static class MappingUndoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var from = new Option<DateTimeOffset?>("--from") { Description = "Done at or after this time. [default: 24 hours before --to]", HelpName = "TIME" };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Done before this time. [default: now]", HelpName = "TIME" };
        var version = new Option<int?>("--version") { Description = "Only what this version of the rules did.", HelpName = "N" };
        var keep = new Option<bool>("--keep-planned") { Description = "Leave what is planned and not sent yet." };
        var yes = new Option<bool>("--yes") { Description = "Do it. Without it you only hear what would be done." };
        var note = new Option<string>("--note") { Description = "Why; kept in the log.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var command = new Command("undo", "Take back what a rule did in a span of time: tags off, old values back. Says first what would be done.")
        {
            options.Client, rule, from, to, version, keep, yes, note, options.By, options.Json, options.Url,
        };
        command.SetAction((r, stop) => RunAsync(
            options, r, r.GetValue(rule)!, new(r.GetValue(options.By), r.GetValue(from), r.GetValue(to), r.GetValue(version), !r.GetValue(yes), r.GetValue(keep), r.GetValue(note)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string rule, UndoWish wish, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var answer = await api.PostAsync<UndoView>($"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/rules/{Uri.EscapeDataString(rule)}/undo", wish, stop);
        if (answer.Value is not { } view)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(view);
            return ExitCodes.Done;
        }

        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"“{rule}” did {Words.Count(view.Figures.Done, "action", "actions")} from {view.From:yyyy-MM-dd HH:mm} to {view.To:yyyy-MM-dd HH:mm} UTC."));
        foreach (var line in view.Lines.Append(view.Followed).OfType<string>())
        {
            terminal.Line("  " + line);
        }

        if (view.TakenBack is { } back)
        {
            terminal.Line($"{Words.Count(back, "action is", "actions are")} taken back as fast as the tools allow{(view.Dropped > 0 ? $"; {Words.Count(view.Dropped.Value, "planned one", "planned ones")} dropped" : "")}.");
        }
        else
        {
            terminal.Line(view.Figures.TakenBack + view.Figures.Planned == 0 ? "There is nothing to take back."
                : $"Nothing was done yet. With --yes {Words.Count(view.Figures.TakenBack, "action is", "actions are")} taken back{(view.Figures.Planned > 0 && !wish.KeepPlanned ? $" and {Words.Count(view.Figures.Planned, "planned one", "planned ones")} dropped" : "")}.");
        }

        return ExitCodes.Done;
    }
}
