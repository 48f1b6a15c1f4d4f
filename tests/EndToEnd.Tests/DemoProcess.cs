using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The demo as a newcomer starts it: one command in an empty folder.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-demo-").FullName;
    private readonly List<string> _said = [];
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    internal DemoProcess()
    {
        var port = FreePort();
        Address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, "/c/kornhaus").Uri;
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "demo", "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => { lock (_said) { _said.Add(line.Data ?? ""); } };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The client's home page.</summary>
    internal Uri Address { get; }

    /// <summary>What stood on the console.</summary>
    internal IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>The home page once the story has begun.</summary>
    internal async Task<string> HomeAsync()
    {
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        var page = "";
        while (clock.Elapsed < Patience && !_process.HasExited && !page.Contains("The sample story", StringComparison.Ordinal))
        {
            try
            {
                page = await http.GetStringAsync(Address);
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }

            await Task.Delay(200);
        }

        return page;
    }

    /// <summary>Asks it to end, as Ctrl+C does, and waits.</summary>
    internal async Task StopAsync()
    {
        using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
