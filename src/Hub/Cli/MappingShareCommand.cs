using System.CommandLine;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping share</c>: a link to a rule's page for somebody without a place in the hub; the links there are, and taking one back.</summary>
internal static class MappingShareCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var whom = new Option<string?>("--for") { Description = "For whom the link is.", HelpName = "NAME" };
        var version = new Option<int?>("--version") { Description = "The version whose words are shown. [default: the draft that waits, else the one in force]", HelpName = "N" };
        var days = new Option<int?>("--days") { Description = "So many days it opens the page. [default: 14]", HelpName = "N" };
        var list = new Option<bool>("--list") { Description = "List the links and what was answered." };
        var back = new Option<long?>("--take-back") { Description = "Take a link back; --list shows the ids.", HelpName = "ID" };
        var command = new Command("share", "Make a link to a rule in plain words, for the owner to agree to or to leave a remark on. It takes one answer.") { options.Client, rule, whom, version, days, list, back, options.By, options.Json, options.Url };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(whom) is not null ? 1 : 0) + (r.GetValue(list) ? 1 : 0) + (r.GetValue(back) is not null ? 1 : 0) != 1)
            {
                r.AddError("Name one of --for, --list and --take-back.");
            }
        });
        command.SetAction((r, stop) =>
        {
            var path = $"rules/{Uri.EscapeDataString(r.GetValue(rule)!)}/shares";
            return r.GetValue(list) ? options.ShowAsync<ShareView[]>(r, path, Print, stop)
                : RunAsync(options, r, path, r.GetValue(back), r.GetValue(whom), new(r.GetValue(whom) ?? "", r.GetValue(options.By)!, r.GetValue(version), r.GetValue(days)), stop);
        });
        return command;
    }

    private static void Print(Terminal terminal, ShareView[] links)
    {
        foreach (var link in links)
        {
            terminal.Line($"{link.Id}  {ShareWords.State(link.State)}: {link.Says}");
            if (link.Remark is { } remark)
            {
                terminal.Line("  “" + remark + "”");
            }
        }

        if (links.Length == 0)
        {
            terminal.Line("Nobody was asked.");
        }
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string path, long? back, string? whom, ShareWish wish, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        path = $"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/{path}";
        if (back is { } id)
        {
            var taken = await api.PostAsync<object>(FormattableString.Invariant($"{path}/{id}/take-back"), new ShareSignature(wish.By), stop);
            if (taken.Code != ExitCodes.Done)
            {
                return terminal.Fail(taken.Code, taken.Problem);
            }

            terminal.Line("Taken back. The link opens nothing any more.");
            return ExitCodes.Done;
        }

        var answer = await api.PostAsync<ShareMadeView>(path, wish, stop);
        if (answer.Value is not { } made)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(made);
            return ExitCodes.Done;
        }

        terminal.Line($"The link for {whom}, version {made.Share.Version}; it is shown now and never again:");
        terminal.Line(made.Url);
        terminal.Line(made.Reach);
        return ExitCodes.Done;
    }
}
