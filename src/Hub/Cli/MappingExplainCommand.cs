using System.CommandLine;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Cli;

/// <summary><c>hub mapping explain</c>: says each rule of a mapping in a plain sentence.</summary>
internal static class MappingExplainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CliOptions options)
    {
        var what = new Argument<string?>("what") { Description = "A client's id, or a mapping file. [default: every client]", Arity = ArgumentArity.ZeroOrOne };
        var rule = new Option<string?>("--rule") { Description = "Only this rule.", HelpName = "ID" };
        var command = new Command("explain", "Say each rule of a mapping in a plain sentence.") { what, rule, options.Json };
        command.SetAction(r => Run(options, r, r.GetValue(what), r.GetValue(rule)));
        return command;
    }

    private static int Run(CliOptions options, ParseResult result, string? what, string? rule)
    {
        var terminal = options.Terminal(result);
        List<(string Of, CompiledMapping Mapping, Dictionary<string, string> Tools)> mappings;
        if (what is not null && File.Exists(what))
        {
            var loaded = MappingLoader.Load(File.ReadAllText(what), Path.GetFileName(what), ActionCatalog.Usual());
            if (loaded.Mapping is null)
            {
                return MistakeList.Print(terminal, [.. loaded.Mistakes.Select(m => new ConfigurationMistake(m.File, m.Line, m.Problem + ".", m.Cure))], "Nothing can be said");
            }

            mappings = [(Path.GetFileName(what), loaded.Mapping, [])];
        }
        else
        {
            var setup = options.Files(result);
            if (setup.Setup is null)
            {
                return MistakeList.Print(terminal, setup.Mistakes, "Nothing can be said");
            }

            var (files, mistakes) = MappingFiles.Load(setup.Setup);
            if (mistakes.Count > 0)
            {
                return MistakeList.Print(terminal, mistakes, "Nothing can be said");
            }

            var clients = setup.Setup.Clients.Values.Where(c => what is null || c.Id == what).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
            if (clients.Count == 0)
            {
                return terminal.Fail(ExitCodes.Refused, what is null ? "The configuration names no client." : $"'{what}' is no client of the configuration and no file.");
            }

            mappings = clients.ConvertAll(c => (c.Id, files[c.Id].Compiled, ToolsOf(c)));
        }

        var said = mappings.SelectMany(m => m.Mapping.Rules.Where(r => rule is null || r.Id == rule).Select(r => (m.Of, Rule: r, Text: RuleSentence.Of(r, m.Tools)))).ToList();
        if (said.Count == 0)
        {
            return terminal.Fail(ExitCodes.Refused, rule is null ? "There is no rule in it." : $"There is no rule '{rule}' in it.");
        }

        if (terminal.Json)
        {
            terminal.WriteJson(said.Select(s => new { s.Of, s.Rule.Id, Mode = State(s.Rule.Mode), s.Text.Sentence, s.Text.Conditions }));
            return ExitCodes.Done;
        }

        foreach (var (of, one, text) in said)
        {
            terminal.Line($"{(mappings.Count > 1 ? of + ", " : "")}{one.Id} ({State(one.Mode)})");
            terminal.Line("  " + text.Sentence);
            foreach (var condition in text.Conditions)
            {
                terminal.Line("    " + condition);
            }

            terminal.Line();
        }

        return ExitCodes.Done;
    }

    /// <summary>The mode of a rule in the word that people read.</summary>
    internal static string State(RuleMode mode) => mode switch { RuleMode.Off => "off", RuleMode.Shadow => "watching", RuleMode.Pilot => "trying", _ => "on" };

    private static Dictionary<string, string> ToolsOf(ClientSetup client) =>
        client.Connections.Where(c => c.Primary).GroupBy(c => c.Role, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Grant.Connector.Info.Name, StringComparer.Ordinal);
}
