using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping phases</c>: what a rule did while it watched, was tried and was on.</summary>
internal static class MappingPhasesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var command = new Command("phases", "Show what a rule did while it watched, was tried and was on, and whether it changes anything.") { options.Client, rule, options.Json, options.Url };
        command.SetAction((r, stop) => RunAsync(options, r, r.GetValue(rule)!, time, stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string rule, TimeProvider time, CancellationToken stop)
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

        var phases = await api.GetAsync<RulePhaseView[]>($"clients/{Uri.EscapeDataString(client)}/rules/{Uri.EscapeDataString(rule)}/phases", stop);
        if (phases.Value is null)
        {
            return terminal.Fail(phases.Code, phases.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(phases.Value);
            return ExitCodes.Done;
        }

        if (phases.Value.Length == 0)
        {
            terminal.Line("It never was on, so there is nothing to count. Let it watch: hub mapping mode " + client + " " + rule + " shadow");
            return ExitCodes.Done;
        }

        terminal.Table(
            ["phase", "from", "to", "people", "reached", "came to the goal", "held out", "of them"],
            phases.Value.Select(p => (IReadOnlyList<string?>)
            [
                p.Mode, Day(p.Figures.From), p.Figures.To is { } to ? Day(to) : "now", N(p.Figures.People), N(p.Figures.Begun), p.Rate, N(p.Figures.HeldOut),
                p.Figures.HeldOut > 0 ? p.Figures.ReachedHeldOut?.ToString(CultureInfo.InvariantCulture) : null,
            ]));
        var last = phases.Value[^1];
        terminal.Line(last.Sum);
        if (last.Says is { } says)
        {
            terminal.Line(says);
        }

        return ExitCodes.Done;

        string Day(DateTimeOffset at) => lens.Value.Local(at.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);
}
