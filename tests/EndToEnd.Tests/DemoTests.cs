using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The demo as a newcomer starts and stops it.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_command_starts_it_its_pages_say_that_it_is_sample_data_and_it_ends_when_asked()
    {
        var folder = Directory.CreateTempSubdirectory("hub-demo-").FullName;
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), "demo", "--port", port])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = new List<string>();
        demo.OutputDataReceived += (_, line) => { lock (said) { said.Add(line.Data ?? ""); } };
        demo.ErrorDataReceived += static (_, _) => { };
        demo.BeginOutputReadLine();
        demo.BeginErrorReadLine();
        try
        {
            var page = await Page($"http://127.0.0.1:{port}/c/kornhaus", demo);
            Assert.Contains("Sample data. Nothing leaves this computer.", page, StringComparison.Ordinal);
            Assert.Contains("The sample story", page, StringComparison.Ordinal);
            using var stop = Process.Start("kill", ["-TERM", demo.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await demo.WaitForExitAsync(limit.Token);
            lock (said)
            {
                Assert.Contains(said, line => line.Contains($"http://127.0.0.1:{port}/c/kornhaus", StringComparison.Ordinal));
            }
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill();
                await demo.WaitForExitAsync();
            }

            Directory.Delete(folder, true);
        }
    }

    private static async Task<string> Page(string address, Process demo)
    {
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        var page = "";
        while (clock.Elapsed < Patience && !demo.HasExited && !page.Contains("The sample story", StringComparison.Ordinal))
        {
            try
            {
                page = await http.GetStringAsync(new Uri(address));
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }

            await Task.Delay(200);
        }

        return page;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
