using System.CommandLine;

namespace IntegrationHub.Hub.Cli;

/// <summary>The command line. What each exit code means stands in <see cref="ExitCodes"/> and in docs/operate.md.</summary>
public static class HubCommand
{
    private const string About =
        """
        Integration Hub: keeps your tools in one journey.

          First look          hub demo
          Before the start    hub check [--live]
          Start               hub run
          Connect a tool      hub connect CLIENT [TOOL]
          Bring in the past   hub backfill CLIENT CONNECTION --since 2025-01-01
          Something is wrong  hub stop CLIENT --reason "..."    then    hub go CLIENT
          What happened       hub log CLIENT [WORDS] [--follow]
          Why, and why not    hub contact show CLIENT WHO

        `stop`, `go`, `log` and `contact` ask the running hub on this computer.
        Exit codes: 0 done, 1 not understood, 2 mistakes in a file, 3 no store, 4 no hub answers, 5 refused, 6 tried and wrong, 7 address taken.
        """;

    /// <summary>Builds all commands.</summary>
    public static RootCommand Build()
    {
        var options = new CliOptions();
        var time = TimeProvider.System;
        var intakeOnly = new Option<bool>("--intake-only") { Description = "Receive and store only; nothing is processed until the hub runs without it." };
        var run = new Command("run", "Run the hub with the configuration as it stands (this is the default).") { intakeOnly };
        run.SetAction((r, ct) => RunCommand.RunAsync(r.GetValue(options.Config)!, r.GetValue(intakeOnly), ct));
        var port = new Option<int>("--port") { Description = "The dashboard's port on this computer.", DefaultValueFactory = _ => 5080 };
        var hurry = new Option<bool>("--hurry") { Description = "Tell the story as fast as the hub deals with it, instead of six seconds a day." };
        var demo = new Command("demo", "Run the hub with simulated tools and a sample business; nothing leaves this computer.") { port, hurry };
        demo.SetAction((r, ct) => DemoCommand.RunAsync(r.GetValue(port), r.GetValue(hurry), ct));
        var schema = new Command("schema", "Print the schema of connectors.json.");
        schema.SetAction(r =>
        {
            r.InvocationConfiguration.Output.Write(Configuration.ConnectorsSchema.Text());
            return ExitCodes.Done;
        });
        var root = new RootCommand(About)
        {
            options.Config, run, demo, CheckCommand.Build(options, time), ConnectCommand.Build(options), ConnectCommand.BuildDisconnect(options), BackfillCommand.Build(options, time), KeysCommand.Build(options), StopCommand.Build(options), GoCommand.Build(options), LogCommand.Build(options, time), ContactCommand.Build(options, time), ComingCommand.Build(options, time),
            new Command("mapping", "Rules: try them, read them, put them in force and take them back.")
            {
                MappingTestCommand.Build(options), MappingExplainCommand.Build(options), MappingRuleCommand.Build(options), MappingHistoryCommand.Build(options, time), MappingDiffCommand.Build(options), MappingPublishCommand.Build(options),
                MappingPublishCommand.BuildRollback(options), MappingPublishCommand.BuildMode(options), MappingSimulateCommand.Build(options, time), MappingPhasesCommand.Build(options, time), MappingReviewCommand.Build(options), MappingUndoCommand.Build(options), MappingSendTestCommand.Build(options), MappingShareCommand.Build(options),
            }, DbCommand.Build(options), schema,
        };
        root.SetAction((r, ct) => RunCommand.RunAsync(r.GetValue(options.Config)!, false, ct));
        return root;
    }
}
