using System.Collections.Immutable;
using System.CommandLine;
using IntegrationHub.Hub.Api;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping diff</c>: what changes between two versions, rule by rule.</summary>
internal static class MappingDiffCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var from = new Option<int?>("--from") { Description = "The earlier version. [default: the one in force]", HelpName = "N" };
        var to = new Option<int?>("--to") { Description = "The later version. [default: the draft that waits]", HelpName = "N" };
        var command = new Command("diff", "Show what changes between two versions of a client's rules.") { options.Client, from, to, options.Json, options.Url };
        command.SetAction((r, stop) =>
        {
            string[] asked = [.. new[] { ("from", r.GetValue(from)), ("to", r.GetValue(to)) }.Where(v => v.Item2 is not null).Select(v => FormattableString.Invariant($"{v.Item1}={v.Item2}"))];
            return options.ShowAsync<MappingDifferenceView>(r, $"mappings/difference?{string.Join('&', asked)}", Print, stop);
        });
        return command;
    }

    /// <summary>Prints a difference for people.</summary>
    internal static void Print(Terminal terminal, MappingDifferenceView view)
    {
        if (view.Rules.IsEmpty && view.Settings.IsEmpty)
        {
            terminal.Line($"Version {view.To} runs as version {view.From} does.");
            Print(terminal, view.Warnings);
            return;
        }

        terminal.Line($"From version {view.From} to version {view.To}:");
        foreach (var rule in view.Rules)
        {
            terminal.Line($"  {rule.Change switch { "added" => "+", "removed" => "-", _ => "~" }} {rule.Id}{(rule.Change == "changed" ? "" : $" is {rule.Change} ({(rule.After ?? rule.Before)!.Mode})")}");
            if (rule.Change != "changed")
            {
                terminal.Line("      " + (rule.After ?? rule.Before)!.Sentence);
                continue;
            }

            foreach (var value in rule.Values)
            {
                terminal.Line($"      {value.Name}: {value.Before ?? "nothing"} → {value.After ?? "nothing"}{(value.Means is { } means ? " — " + means : "")}");
            }

            if (rule.Before!.Sentence != rule.After!.Sentence)
            {
                terminal.Line("      was: " + rule.Before.Sentence);
                terminal.Line("      now: " + rule.After.Sentence);
            }
        }

        foreach (var value in view.Settings)
        {
            terminal.Line($"  ~ {value.Name}: {value.Before ?? "nothing"} → {value.After ?? "nothing"}");
        }

        Print(terminal, view.Warnings);
    }

    /// <summary>Prints what to think of; those that stand already come last and say so.</summary>
    internal static void Print(Terminal terminal, ImmutableArray<WarningView> warnings)
    {
        foreach (var warning in warnings)
        {
            terminal.Line($"  ! {(warning.IsNew ? "" : "(as it is now) ")}{warning.Says} {warning.Cure}");
        }
    }
}
