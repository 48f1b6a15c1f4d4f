using System.CommandLine;
using IntegrationHub.Hub.Api;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping review</c>: the rules that somebody should look at again.</summary>
internal static class MappingReviewCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var command = new Command("review", "List rules past their day of review, and rules that were on for 60 days without anybody reaching their goal.") { options.Client, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var rules = await api.GetAsync<RuleReviewView[]>($"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/rules/review", stop);
        if (rules.Value is null)
        {
            return terminal.Fail(rules.Code, rules.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(rules.Value);
            return ExitCodes.Done;
        }

        foreach (var rule in rules.Value)
        {
            terminal.Line(rule.Says);
        }

        if (rules.Value.Length == 0)
        {
            terminal.Line("No rule needs another look.");
        }

        return ExitCodes.Done;
    }
}
