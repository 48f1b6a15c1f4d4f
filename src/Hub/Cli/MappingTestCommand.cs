using System.CommandLine;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Cases;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping test</c>: plays the rule cases on a virtual clock. Opens no store and asks no tool.</summary>
internal static class MappingTestCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var files = new Argument<string[]>("files") { Description = "Files (*.cases.json) or folders. [default: those beside the mappings of the configuration file, and the packs']", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Run rule cases: what happens goes in, decisions and actions must come out.") { files, options.Json };
        command.SetAction((r, stop) => RunAsync(options, r, r.GetValue(files) ?? [], stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string[] files, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        var sets = files.Length > 0 ? files.SelectMany(CaseSet.At).ToList() : null;
        if (sets is null)
        {
            var loaded = File.Exists(result.GetValue(options.Config)) ? options.Files(result) : null;
            if (loaded is { Setup: null })
            {
                return MistakeList.Print(terminal, loaded.Mistakes, "No case was run");
            }

            sets = [.. loaded is { Setup: { } setup } ? CaseSet.OfClients(setup.Clients.Values) : [], .. CaseSet.OfPacks()];
        }

        if (sets.Exists(s => s.Mistake is not null))
        {
            return terminal.Fail(ExitCodes.Mistakes, string.Join('\n', sets.Select(s => s.Mistake).OfType<Mappings.Documents.Mistake>()));
        }

        var total = sets.Sum(s => s.Cases!.Cases.Length);
        var done = 0;
        var played = await terminal.Progress("Playing the cases", report => Task.Run(
            () => sets.ConvertAll(set => (Set: set, Results: set.Cases!.Cases.Select(told =>
            {
                stop.ThrowIfCancellationRequested();
                var differences = RuleCaseRunner.Run(set.Cases, told, set.Actions);
                report((double)++done / Math.Max(1, total));
                return (Case: told, Differences: differences);
            }).ToList())), stop));

        var failed = played.Sum(p => p.Results.Count(r => r.Differences.Length > 0));
        if (terminal.Json)
        {
            terminal.WriteJson(new
            {
                Passed = total - failed,
                Failed = failed,
                Files = played.Select(p => new { p.Set.Name, Cases = p.Results.Select(r => new { r.Case.Rule, r.Case.Name, Passed = r.Differences.Length == 0, r.Differences }) }),
            });
            return failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }

        terminal.Table(["Cases of", "Passed", "Failed"], played.Select(p => new[] { p.Set.Name, Count(p.Results.Count(r => r.Differences.Length == 0)), Count(p.Results.Count(r => r.Differences.Length > 0)) }));
        foreach (var (set, one) in played.SelectMany(p => p.Results.Where(r => r.Differences.Length > 0).Select(r => (p.Set, r))))
        {
            terminal.Line($"{set.Name}, {one.Case}");
            foreach (var difference in one.Differences)
            {
                terminal.Line("    " + difference);
            }
        }

        terminal.Line($"{total - failed} passed, {failed} failed");
        return failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Count(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
