using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The real program as its own process.</summary>
public sealed class HubProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private HubProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the hub and waits until it listens.</summary>
    public static async Task<HubProcess> StartAsync(string folder, Uri url, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "run", "--config", Path.Combine(folder, "connectors.json")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var hub = new HubProcess(Process.Start(info)!, url);
        hub._process.OutputDataReceived += hub.Keep;
        hub._process.ErrorDataReceived += hub.Keep;
        hub._process.BeginOutputReadLine();
        hub._process.BeginErrorReadLine();
        using var http = new HttpClient();
        var until = Stopwatch.StartNew();
        while (until.Elapsed < TimeSpan.FromSeconds(90) && !hub._process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url, "/health/live"));
                return hub;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("The hub did not listen: " + hub.Output);
    }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
