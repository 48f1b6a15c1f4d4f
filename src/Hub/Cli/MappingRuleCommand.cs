using System.CommandLine;
using IntegrationHub.Hub.Api;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping rule</c>: shows one rule as it is written, keeps a changed one as a draft, or takes one out.</summary>
internal static class MappingRuleCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's id." };
        var file = new Option<string?>("--file") { Description = "A file with the rule as it shall be. It is checked, its cases are played, and it is kept as a draft.", HelpName = "FILE" };
        var remove = new Option<bool>("--remove") { Description = "Take the rule out of the next version; a pack's rule becomes again as its pack says." };
        var keepArm = new Option<string?>("--keep-arm") { Description = "End the rule's split: keep a draft in which the steps of this arm stand in its place.", HelpName = "NAME" };
        var command = new Command("rule", "Show a rule as it is written; with --file keep a changed one as a draft. Nothing comes in force by it.") { options.Client, rule, file, remove, keepArm, options.By, options.Json, options.Url };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(file) is null ? 0 : 1) + (r.GetValue(remove) ? 1 : 0) + (r.GetValue(keepArm) is null ? 0 : 1) > 1)
            {
                r.AddError("Name one of --file, --remove and --keep-arm.");
            }
        });
        command.SetAction((r, stop) => RunAsync(options, r, r.GetValue(rule)!, r.GetValue(file), r.GetValue(remove), r.GetValue(keepArm), stop));
        return command;
    }

    private static async Task<int> RunAsync(CliOptions options, ParseResult result, string rule, string? file, bool remove, string? keepArm, CancellationToken stop)
    {
        var terminal = options.Terminal(result);
        if (file is not null && !File.Exists(file))
        {
            return terminal.Fail(ExitCodes.Mistakes, $"The file {file} does not exist. `hub mapping rule {result.GetValue(options.Client)} {rule}` prints the rule to begin with.");
        }

        using var api = options.Api(result, terminal);
        if (api is null)
        {
            return ExitCodes.NoHub;
        }

        var (path, by) = ($"clients/{Uri.EscapeDataString(result.GetValue(options.Client)!)}/rules/{Uri.EscapeDataString(rule)}", result.GetValue(options.By)!);
        return file is not null ? await KeepAsync(terminal, api, path, file, by, stop)
            : keepArm is not null ? Kept(terminal, await api.PostAsync<MappingEntry>(path + "/keep-arm", new ArmOrder(keepArm, by), stop), $"has “{keepArm}” only")
            : remove ? Kept(terminal, await api.PostAsync<MappingEntry>(path + "/remove", new RuleRemoval(by), stop), "goes without it")
            : Show(terminal, await api.GetAsync<RuleSourceView>(path, stop));
    }

    private static int Show(Terminal terminal, ApiAnswer<RuleSourceView> answer)
    {
        if (answer.Value is not { } view)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(view);
        }
        else
        {
            // Nothing but the rule, so that it can be written into a file.
            terminal.Line(JsonLayout.Write(JObject.Parse(view.Rule.GetRawText()), open: true));
        }

        return ExitCodes.Done;
    }

    private static async Task<int> KeepAsync(Terminal terminal, HubApi api, string path, string file, string by, CancellationToken stop)
    {
        var order = new RuleOrder(await File.ReadAllTextAsync(file, stop), by);
        var check = await api.PostAsync<RuleCheckView>(path + "/check", order, stop);
        if (check.Value is not { } view)
        {
            return terminal.Fail(check.Code, check.Problem);
        }

        if (view.Mistakes.Count > 0)
        {
            return terminal.Fail(ExitCodes.Mistakes, string.Join('\n', view.Mistakes.Select(m => m.File.Length == 0 ? m with { File = Path.GetFileName(file) } : m)));
        }

        if (!terminal.Json)
        {
            terminal.Line(view.Sentence!);
            foreach (var line in view.Conditions.Select(c => "  " + c).Concat(view.Warnings.Select(w => w.Says + " " + w.Cure)))
            {
                terminal.Line(line);
            }

            terminal.Line(view.Cases.Count == 0 ? "No case says what it must do." : $"Cases: {view.Cases.Count(c => c.Passed)} of {view.Cases.Count} give what they say.");
            foreach (var line in view.Cases.Where(c => !c.Passed).SelectMany(c => c.Differences.Prepend(c.Name)))
            {
                terminal.Line("  " + line);
            }
        }

        return Kept(terminal, await api.PutAsync<MappingEntry>(path, order, stop), "has it");
    }

    private static int Kept(Terminal terminal, ApiAnswer<MappingEntry> answer, string what)
    {
        if (answer.Value is not { } entry)
        {
            return terminal.Fail(answer.Code, answer.Problem);
        }

        if (terminal.Json)
        {
            terminal.WriteJson(entry);
        }
        else
        {
            terminal.Line($"Draft {entry.Version} {what}. It comes in force with `hub mapping publish`.");
        }

        return ExitCodes.Done;
    }
}
