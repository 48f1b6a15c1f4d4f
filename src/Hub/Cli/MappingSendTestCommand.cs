using System.CommandLine;
using IntegrationHub.Hub.Api;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping send-test</c>: a rule runs for somebody of the team with another person's values, in the running hub.</summary>
internal static class MappingSendTestCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var to = new Option<long>("--to") { Description = "The contact who gets it: somebody of the team.", HelpName = "ID", Required = true };
        var like = new Option<long?>("--like") { Description = "The contact whose values are used. [default: somebody for whom the rule began last]", HelpName = "ID" };
        var arm = new Option<string?>("--arm") { Description = "The arm of the rule's split that is tried. [default: the first]", HelpName = "NAME" };
        var yes = new Option<bool>("--yes") { Description = "Send it. Without it you only hear what would be done." };
        var command = new Command("send-test", "Send a rule to somebody of the team with another person's values: no waits, no limits, counted nowhere, its tags taken off again.")
        {
            options.Client, rule, to, like, arm, yes, options.By, options.Json, options.Url,
        };
        command.SetAction((r, stop) => RunAsync(options, r, r.GetValue(rule)!, new(r.GetValue(to), r.GetValue(like), r.GetValue(options.By), !r.GetValue(yes), r.GetValue(arm)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string rule, TestOrder order, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var answer = await api.PostAsync<TestView>($"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/rules/{Uri.EscapeDataString(rule)}/test", order, stop);
        if (answer.Value is not { } view)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(view);
            return ExitCodes.Done;
        }

        terminal.Line($"“{rule}” for {view.To}, with the values of {view.Like}:");
        foreach (var line in view.Does.Concat(view.Skipped))
        {
            terminal.Line("  " + line);
        }

        terminal.Line(view.Sent ? "It is on its way; `hub log` with --rule hub.test shows what becomes of it." : "Nothing was sent. With --yes it is.");
        return ExitCodes.Done;
    }
}
