using System.CommandLine;
using System.Globalization;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping phases</c>: what a rule did while it watched, was tried and was on.</summary>
internal static class MappingPhasesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options, TimeProvider time)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var command = new Command("phases", "Show what a rule did while it watched, was tried and was on, and whether it changes anything.") { options.Client, rule, options.Json, options.Url };
        command.SetAction((r, stop) =>
        {
            var id = r.GetValue(rule)!;
            return options.ShowAsync<RulePhaseView[]>(r, $"rules/{Uri.EscapeDataString(id)}/phases", time, (terminal, lens, phases) => Print(terminal, lens, id, phases), stop);
        });
        return command;
    }

    private static void Print(Terminal terminal, ClientLens lens, string rule, RulePhaseView[] phases)
    {
        if (phases.Length == 0)
        {
            terminal.Line($"It never was on, so there is nothing to count. Let it watch: hub mapping mode {lens.Client.Id} {rule} shadow");
            return;
        }

        terminal.Table(
            ["phase", "from", "to", "people", "reached", "came to the goal", "held out", "of them"],
            phases.Select(p => (IReadOnlyList<string?>)
            [
                p.Mode, Day(p.Figures.From), p.Figures.To is { } to ? Day(to) : "now", N(p.Figures.People), N(p.Figures.Begun), p.Rate, N(p.Figures.HeldOut),
                p.Figures.HeldOut > 0 ? p.Figures.ReachedHeldOut?.ToString(CultureInfo.InvariantCulture) : null,
            ]));
        var last = phases[^1];
        terminal.Line(last.Sum);
        if (last.Says is { } says)
        {
            terminal.Line(says);
        }

        if (last.Figures.Split is { } split)
        {
            terminal.Table(
                ["arm", "share", "people", "came to the goal"],
                split.Arms.Append(split.HeldOut).OfType<ArmFigures>().Select(a => (IReadOnlyList<string?>)[a.Name, N(a.Share) + " %", N(a.People), a.Goal is { } goal ? PhaseWords.Rate(goal) : null]));
            foreach (var line in last.Split.Append(last.Proposes is null ? null : $"{last.Proposes} A draft of it: hub mapping rule {lens.Client.Id} {rule} --keep-arm \"{split.Better}\"").OfType<string>())
            {
                terminal.Line(line);
            }
        }

        string Day(DateTimeOffset at) => lens.Local(at.ToUnixTimeMilliseconds()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);
}
