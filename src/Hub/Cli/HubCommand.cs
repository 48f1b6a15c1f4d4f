using System.CommandLine;

namespace IntegrationHub.Hub.Cli;

/// <summary>The command line: <c>hub run|demo|check|schema</c>. Exit codes: 0 done, 1 wrong words, 2 the configuration has mistakes, 3 the store cannot be used.</summary>
public static class HubCommand
{
    /// <summary>Builds all commands.</summary>
    public static RootCommand Build()
    {
        var config = new Option<string>("--config")
        {
            Description = "The configuration file.", DefaultValueFactory = _ => "connectors.json", Recursive = true,
        };
        var intakeOnly = new Option<bool>("--intake-only") { Description = "Receive and store only; nothing is processed until the hub runs without it." };
        var run = new Command("run", "Run the hub with the configuration as it stands (this is the default).") { intakeOnly };
        run.SetAction((r, ct) => RunCommand.RunAsync(r.GetValue(config)!, r.GetValue(intakeOnly), ct));
        var check = new Command("check", "Check configuration and mappings; say what is missing and what works without it.");
        check.SetAction(r => CheckCommand.Check(r.GetValue(config)!));
        var demo = new Command("demo", "Run the hub with simulated tools and a sample business; nothing leaves this computer.");
        var port = new Option<int>("--port") { Description = "The dashboard's port on this computer.", DefaultValueFactory = _ => 5080 };
        demo.Options.Add(port);
        demo.SetAction((r, ct) => DemoCommand.RunAsync(r.GetValue(port), ct));
        var schema = new Command("schema", "Print the schema of connectors.json.");
        schema.SetAction(_ =>
        {
            Console.Out.Write(Configuration.ConnectorsSchema.Text());
            return ExitCodes.Done;
        });
        var root = new RootCommand("Integration Hub: keeps your tools in one journey.") { config, run, demo, check, schema };
        root.SetAction((r, ct) => RunCommand.RunAsync(r.GetValue(config)!, false, ct));
        return root;
    }
}
