using System.Globalization;
using Spectre.Console;

namespace IntegrationHub.Bench.Load;

/// <summary>A paced run: 1,000 orders a second, with the backlog looked at every second.</summary>
internal static class SteadyRun
{
    private const int PerSecond = 1000;

    public static async Task<Table> RunAsync(string hub, string folder, Sink sink, int seconds, int clients, int connections)
    {
        var url = new Uri($"http://127.0.0.1:{BurstRun.FreePort()}");
        await using var process = await HubProcess.StartAsync(hub, folder, url, sink.Url, clients, intakeOnly: false);
        var sender = new Sender(url, clients, connections);
        await sender.SendAsync(50_000_000, 200);
        var sending = sender.SendAsync(60_000_000, PerSecond * seconds, PerSecond);
        var backlog = new List<long>();
        while (!sending.IsCompleted)
        {
            await Task.Delay(1000);
            backlog.Add(await process.GaugeAsync("hub_envelopes_open"));
        }

        await sending;
        var times = sender.Times.Order().ToArray();
        string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
        return new Table().AddColumns("steady, 1,000 / s", "").AddRow("answer p99, ms", Text(times[(int)(times.Length * 0.99)]))
            .AddRow("backlog, first half, most", Text(backlog.Take(backlog.Count / 2).DefaultIfEmpty().Max()))
            .AddRow("backlog, second half, most", Text(backlog.Skip(backlog.Count / 2).DefaultIfEmpty().Max()))
            .AddRow("CPU ms / event", Text(process.CpuSeconds * 1000 / (PerSecond * seconds)));
    }
}
