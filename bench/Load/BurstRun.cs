using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Bench.Load;

/// <summary>Figures of one burst.</summary>
internal sealed record BurstRun(
    double AcceptedPerSecond, double P50, double P99, int Refused, double ProcessedPerSecond, double DrainedPerSecond, double DeliveredPerSecond, long Lost, long Doubled, double CpuMillisecondsPerEvent,
    double IdleMegabytes, double PeakMegabytes, double StartSeconds, double FirstAcceptedSeconds)
{
    private static int _first = 1;

    public static async Task<BurstRun> RunAsync(string hub, string folder, Sink sink, int count, int clients, int connections, bool intakeOnly)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        // First start makes the tables; the measured one finds them, as in daily life.
        await using (await HubProcess.StartAsync(hub, folder, url, sink.Url, clients, intakeOnly))
        {
        }

        var clock = Stopwatch.StartNew();
        await using var process = await HubProcess.StartAsync(hub, folder, url, sink.Url, clients, intakeOnly);
        var sender = new Sender(url, clients, connections);
        var first = Interlocked.Add(ref _first, count + 1) - count - 1;
        await sender.SendAsync(first, 1);
        var firstAccepted = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(4));
        var idle = process.ResidentMegabytes;
        sender.Times.Clear();
        var (tagged, cpu) = (sink.Tagged.Count, process.CpuSeconds);
        var started = Stopwatch.StartNew();
        var sending = await sender.SendAsync(first + 1, count);
        double processed = 0, drained = 0, delivered = 0;
        if (!intakeOnly)
        {
            var drain = Stopwatch.StartNew();
            var backlog = await process.GaugeAsync("hub_envelopes_open");
            await UntilAsync(async () => await process.GaugeAsync("hub_envelopes_open") == 0);
            (processed, drained) = (count / started.Elapsed.TotalSeconds, backlog / drain.Elapsed.TotalSeconds);
            await UntilAsync(() => Task.FromResult(sink.Tagged.Count - tagged >= count));
            delivered = (sink.Tagged.Count - tagged) / started.Elapsed.TotalSeconds;
        }

        var times = sender.Times.Order().ToArray();
        return new BurstRun(
            times.Length / sending.TotalSeconds, times[times.Length / 2], times[(int)(times.Length * 0.99)], sender.Refused, processed, drained, delivered,
            intakeOnly ? 0 : count - (sink.Tagged.Count - tagged), sink.Tagged.Values.Count(n => n > 1), (process.CpuSeconds - cpu) * 1000 / count, idle, process.PeakMegabytes,
            process.StartTime.TotalSeconds, firstAccepted);
    }

    public IEnumerable<(string Name, string Value)> Rows() =>
    [
        ("accepted / s", Text(AcceptedPerSecond, "0")), ("answer p50, ms", Text(P50, "0.0")), ("answer p99, ms", Text(P99, "0.0")), ("refused, then repeated", Text(Refused, "0")),
        ("fully processed / s (from first sent)", Text(ProcessedPerSecond, "0")), ("backlog drained / s (after the last sent)", Text(DrainedPerSecond, "0")), ("delivered / s (from first sent)", Text(DeliveredPerSecond, "0")), ("lost", Text(Lost, "0")),
        ("doubled", Text(Doubled, "0")), ("CPU ms / event", Text(CpuMillisecondsPerEvent, "0.000")), ("resident idle, MB", Text(IdleMegabytes, "0")),
        ("resident peak, MB", Text(PeakMegabytes, "0")), ("start to listening, s", Text(StartSeconds, "0.00")), ("start to first accepted, s", Text(FirstAcceptedSeconds, "0.00")),
    ];

    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        var limit = Stopwatch.StartNew();
        while (!await reached() && limit.Elapsed < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(100);
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
