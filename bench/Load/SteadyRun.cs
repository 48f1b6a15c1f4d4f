using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace IntegrationHub.Bench.Load;

/// <summary>A paced run: 1,000 orders a second, each followed to its action's arrival at the tool, with the backlog looked at every second.</summary>
internal static class SteadyRun
{
    private const int PerSecond = 1000;

    public static async Task<Table> RunAsync(string hub, string folder, Sink sink, int seconds, int clients, int connections)
    {
        var url = new Uri($"http://127.0.0.1:{BurstRun.FreePort()}");
        await using var process = await HubProcess.StartAsync(hub, folder, url, sink.Url, clients, intakeOnly: false);
        var warm = new Sender(url, clients, connections);
        await warm.SendAsync(50_000_000, 5_000, PerSecond);
        var sender = new Sender(url, clients, connections);
        var cpu = process.CpuSeconds;
        var sending = sender.SendAsync(60_000_000, PerSecond * seconds, PerSecond);
        var backlog = new List<long>();
        while (!sending.IsCompleted)
        {
            await Task.Delay(1000);
            backlog.Add(await process.GaugeAsync("hub_envelopes_open"));
        }

        var took = await sending;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var answers = sender.Times.Order().ToArray();
        var through = sender.Sent.Select(s => sink.ArrivedAt(s.Key, clients) is { } at ? Stopwatch.GetElapsedTime(s.Value, at).TotalMilliseconds : (double?)null).ToList();
        var arrived = through.OfType<double>().Order().ToArray();
        return new Table().AddColumns("steady, 1,000 / s", Text(took.TotalSeconds) + " s")
            .AddRow("accepted / s", Text(answers.Length / took.TotalSeconds)).AddRow("answer p50, ms", At(answers, 0.5)).AddRow("answer p99, ms", At(answers, 0.99))
            .AddRow("webhook to action p50, ms", At(arrived, 0.5)).AddRow("webhook to action p99, ms", At(arrived, 0.99))
            .AddRow("not arrived 5 s after the end", Text(through.Count - arrived.Length))
            .AddRow("backlog, first half, most", Text(backlog.Take(backlog.Count / 2).DefaultIfEmpty().Max()))
            .AddRow("backlog, second half, most", Text(backlog.Skip(backlog.Count / 2).DefaultIfEmpty().Max()))
            .AddRow("CPU ms / event", Text((process.CpuSeconds - cpu) * 1000 / (PerSecond * seconds))).AddRow("resident peak, MB", Text(process.PeakMegabytes));
    }

    private static string At(double[] sorted, double share) => sorted.Length == 0 ? "none" : Text(sorted[(int)(sorted.Length * share)]);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
