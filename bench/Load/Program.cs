using System.Globalization;
using IntegrationHub.Bench.Load;
using Spectre.Console;

// Usage: hub-load HUB [--count 20000] [--clients 20] [--connections 32] [--steady SECONDS] [--try ORDERS]
// HUB is hub.dll or a published hub. Everything stays on loopback and ends by itself.
var hub = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? throw new ArgumentException("Name the hub: hub-load src/Hub/bin/Release/net10.0/hub.dll");
int Number(string name, int otherwise) => Array.IndexOf(args, "--" + name) is var i and >= 0 ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : otherwise;
var (count, clients, connections, steady, tried) = (Number("count", 20_000), Number("clients", 20), Number("connections", 32), Number("steady", 0), Number("try", 0));
var folder = Directory.CreateTempSubdirectory("hub-bench-").FullName;
var table = new Table().AddColumns("figure", "limit (store only)", "whole line");
try
{
    await using var sink = await Sink.StartAsync();
    if (tried > 0)
    {
        AnsiConsole.Write(await TryRun.RunAsync(hub, Path.Combine(folder, "try"), sink, tried, connections));
        return 0;
    }

    var limit = await BurstRun.RunAsync(hub, Path.Combine(folder, "limit"), sink, count, clients, connections, intakeOnly: true);
    var whole = await BurstRun.RunAsync(hub, Path.Combine(folder, "whole"), sink, count, clients, connections, intakeOnly: false);
    foreach (var (name, a, b) in limit.Rows().Zip(whole.Rows(), (l, w) => (l.Name, l.Value, w.Value)))
    {
        table.AddRow(name, a, b);
    }

    table.AddRow("intake against the limit", "1.00", (whole.AcceptedPerSecond / limit.AcceptedPerSecond).ToString("0.00", CultureInfo.InvariantCulture));
    AnsiConsole.Write(table);
    if (steady > 0)
    {
        AnsiConsole.Write(await SteadyRun.RunAsync(hub, Path.Combine(folder, "steady"), sink, steady, clients, connections));
    }

    return whole.Lost == 0 && whole.Doubled == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, true);
}
