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
        command.SetAction((r, stop) => options.ShowAsync<RuleReviewView[]>(r, "rules/review", Print, stop));
        return command;
    }

    private static void Print(Terminal terminal, RuleReviewView[] rules)
    {
        foreach (var rule in rules)
        {
            terminal.Line(rule.Says);
        }

        if (rules.Length == 0)
        {
            terminal.Line("No rule needs another look.");
        }
    }
}
