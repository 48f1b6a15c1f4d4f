using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Bench.Load;

/// <summary>A hub as its own process, on a fresh or given data folder, with CPU and memory as the kernel counts them.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HubProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>From the start of the process until it listens.</summary>
    public TimeSpan StartTime { get; private set; }

    public static async Task<HubProcess> StartAsync(string hub, string folder, Uri url, Uri sink, int clients, bool intakeOnly)
    {
        BenchFiles.Write(folder, url, sink, clients);
        var info = hub.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", hub) : new ProcessStartInfo(hub);
        info.Arguments += $" run --config {Path.Combine(folder, "connectors.json")}" + (intakeOnly ? " --intake-only" : "");
        info.RedirectStandardOutput = true;
        info.Environment["BENCH_SECRET"] = OrderBody.Secret;
        info.Environment["BENCH_KEY"] = "bench-us1";
        var clock = Stopwatch.StartNew();
        var process = Process.Start(info) ?? throw new InvalidOperationException("The hub could not be started.");
        process.OutputDataReceived += (_, line) => { if (line.Data is { } text && !text.StartsWith("Integration Hub listens", StringComparison.Ordinal)) Console.Error.WriteLine("hub: " + text); };
        process.BeginOutputReadLine();
        var running = new HubProcess(process, url);
        using var http = new HttpClient();
        while (clock.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url, "/health/live"));
                running.StartTime = clock.Elapsed;
                return running;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException("The hub did not listen within 60 seconds.");
    }

    /// <summary>CPU seconds used so far.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMegabytes => StatusOf("VmRSS");

    /// <summary>Largest resident memory so far in MB.</summary>
    public double PeakMegabytes => StatusOf("VmHWM");

    /// <summary>A gauge of <c>/metrics</c>.</summary>
    public async Task<long> GaugeAsync(string name)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(Url, "/metrics"));
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"no gauge {name}");
        return (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private double StatusOf(string field) =>
        File.ReadLines($"/proc/{_process.Id}/status").Where(l => l.StartsWith(field, StringComparison.Ordinal))
            .Select(l => double.Parse(l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).FirstOrDefault();
}
