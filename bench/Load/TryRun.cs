using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Spectre.Console;

namespace IntegrationHub.Bench.Load;

/// <summary>Orders of one client are taken in and processed; then the version in force is tried on all of it, and compared with itself.</summary>
internal static class TryRun
{
    public static async Task<Table> RunAsync(string hub, string folder, Sink sink, int orders, int connections)
    {
        var url = new Uri($"http://127.0.0.1:{BurstRun.FreePort()}");
        await using var process = await HubProcess.StartAsync(hub, folder, url, sink.Url, 1, intakeOnly: false);
        await new Sender(url, 1, connections).SendAsync(100_000_000, orders);
        while (await process.GaugeAsync("hub_envelopes_open") > 0)
        {
            await Task.Delay(500);
        }

        using var http = new HttpClient { BaseAddress = new Uri(url, "/api/v1/") };
        var client = (await http.GetFromJsonAsync<JsonElement>("clients"))[0].GetProperty("id").GetString();
        var table = new Table().AddColumns("try", "events", "subjects", "seconds", "events / s", "CPU ms / event", "resident, MB");
        foreach (var (name, wish) in new (string, object)[] { ("one version", new { days = 1 }), ("two versions", new { days = 1, against = 1 }) })
        {
            var (cpu, clock) = (process.CpuSeconds, Stopwatch.StartNew());
            using var begun = await http.PostAsJsonAsync($"clients/{client}/simulations", wish);
            var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").ToString();
            JsonElement seen;
            do
            {
                await Task.Delay(100);
                seen = await http.GetFromJsonAsync<JsonElement>($"clients/{client}/simulations/{id}");
            }
            while (seen.GetProperty("result").ValueKind == JsonValueKind.Null && clock.Elapsed < TimeSpan.FromMinutes(5));

            var result = seen.GetProperty("result");
            var (events, seconds) = (long.Parse(result.GetProperty("events").ToString(), CultureInfo.InvariantCulture), result.GetProperty("seconds").GetDouble());
            table.AddRow(name, Text(events), result.GetProperty("subjects").ToString(), Text(seconds), Text(events / seconds), Text((process.CpuSeconds - cpu) * 1000 / events), Text(process.ResidentMegabytes));
        }

        return table;
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
